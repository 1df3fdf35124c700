// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's own keys in the rest of the window, where nothing else has a use for them.
#pragma once

#include <QObject>

class QWidget;

namespace heddle {

class TimelineView;

// Thread: GUI only. Belongs to the window, of which the timeline is a part.
class TimelineKeys : public QObject {
    Q_OBJECT
public:
    TimelineKeys(QWidget& window, TimelineView& timeline);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
    TimelineView& m_timeline;
    bool m_isHandingOn = false;  // what nobody wants comes back here
};

}  // namespace heddle
