// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Selection.h"

#include "app/panels/EventsPanel.h"
#include "app/panels/SelectionPanel.h"
#include "app/timeline/TimelineView.h"

#include <utility>

namespace heddle {

Selection::Selection(const Parts& parts, QObject* parent)
    : QObject(parent), m(parts), m_axis(parts.playback.axis()) {
    connect(&m.playback, &Playback::traceChanged, this, &Selection::clear);
    connect(&m.playback, &Playback::momentChanged, this, &Selection::follow);
    connect(&m.events, &EventsPanel::eventPicked, this, &Selection::show);
    connect(&m.panel, &SelectionPanel::eventPicked, this, &Selection::show);
    connect(&m.timeline, &TimelineView::eventPicked, this, &Selection::select);
    connect(&m.timeline, &TimelineView::selectionCleared, this, &Selection::clear);
}

void Selection::select(std::size_t event) {
    m_event = event;
    tell();
}

void Selection::show(std::size_t event) {
    select(event);
    m.timeline.showEventAt(event);
}

void Selection::clear() {
    if (std::exchange(m_event, std::nullopt))
        tell();
}

void Selection::tell() {
    m.timeline.selectEvent(m_event);
    m.events.select(m_event);
    if (m_event)
        m.panel.setEvent(m_event);
    else
        m.panel.forget();
    emit changed(m_event);
}

// On another axis the same instant is told anew.
void Selection::follow(const Moment& moment) {
    const bool isSameAxis = std::exchange(m_axis, moment.axis) == moment.axis;
    if (!m_event || !isSameAxis || m.timeGoesByItself())
        return;
    if (m.playback.positionOf(moment.axis, *m_event) != moment.position)
        clear();
}

}  // namespace heddle
