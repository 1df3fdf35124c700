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
    connect(&m.playback, &Playback::momentChanged, this, &Selection::leaveWhenMoved);
    connect(&m.playback, &Playback::playingChanged, this, [this](bool isPlaying) {
        if (isPlaying)
            clear();
    });
    connect(&m.events, &EventsPanel::eventPicked, this, &Selection::show);
    connect(&m.panel, &SelectionPanel::eventPicked, this, &Selection::show);
    connect(&m.panel, &SelectionPanel::subjectPicked, this, &Selection::tellSubject);
    connect(&m.panel, &SelectionPanel::instantWanted, this, &Selection::followInstant);
    connect(&m.timeline, &TimelineView::eventPicked, this, &Selection::select);
    connect(&m.timeline, &TimelineView::selectionCleared, this, &Selection::clear);
}

void Selection::select(std::size_t event) {
    outline(event);
    tell(true);
}

void Selection::selectSubject(const Subject& subject, std::optional<std::size_t> event) {
    outline(event);
    tell(true, subject);
}

void Selection::tellSubject(const Subject& subject) {
    tell(m_isTold, subject);
}

void Selection::show(std::size_t event) {
    select(event);
    m.timeline.showEventAt(event);
}

void Selection::clear() {
    if (!m_event && m_subject.isNone())
        return;
    outline({});
    tell(false);
}

void Selection::followInstant() {
    if (m_isTold || !m_subject.isNone())
        tell(false);
}

void Selection::outline(std::optional<std::size_t> event) {
    m_event = event;
    m.timeline.selectEvent(event);
    emit changed(event);
}

void Selection::tell(bool isTold, const Subject& subject) {
    m_isTold = isTold;
    if (m_subject != subject) {
        m_subject = subject;
        emit subjectChanged(m_subject);
    }
    m.events.select(told());
    m.panel.setEvent(told());
    emit toldChanged(told());
}

// On another axis the same instant is told anew; where time that went by itself comes to rest, it has not
// moved.
void Selection::leaveWhenMoved(const Moment& moment) {
    const bool isSameAxis = std::exchange(m_axis, moment.axis) == moment.axis;
    const bool isSameStep = std::exchange(m_step, moment.step) == moment.step;
    if (!isSameAxis || isSameStep || m.timeGoesByItself())
        return;
    const bool isAtEvent = m_event && m.playback.positionOf(moment.axis, *m_event) == moment.position;
    if (!isAtEvent || !m_subject.isNone())
        followInstant();
}

}  // namespace heddle
