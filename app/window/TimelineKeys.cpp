// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/TimelineKeys.h"

#include "app/timeline/TimelineView.h"

#include <QCoreApplication>
#include <QEvent>

namespace heddle {

TimelineKeys::TimelineKeys(QWidget& window, TimelineView& timeline)
    : QObject(&window), m_window(window), m_timeline(timeline) {
    window.installEventFilter(this);
}

// Only what the widget with the focus has left comes to the window.
bool TimelineKeys::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = watched == &m_window && event->type() == QEvent::KeyPress;
    if (!isKey || m_isHandingOn || m_timeline.hasFocus())
        return QObject::eventFilter(watched, event);
    m_isHandingOn = true;
    QCoreApplication::sendEvent(&m_timeline, event);
    m_isHandingOn = false;
    return event->isAccepted();
}

}  // namespace heddle
