// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Selection.h"

#include "app/panels/EventsPanel.h"
#include "app/panels/SelectionPanel.h"
#include "app/timeline/TimelineView.h"
#include "app/window/Viewing.h"

#include <utility>

namespace heddle {

Selection::Selection(const Parts& parts, QObject* parent)
    : QObject(parent), m(parts), m_axis(playback().axis()) {
    connect(&playback(), &Playback::traceChanged, this, &Selection::clear);
    connect(&playback(), &Playback::momentChanged, this, &Selection::leaveWhenMoved);
    connect(&playback(), &Playback::playingChanged, this, [this](bool isPlaying) {
        if (isPlaying && m_event)
            clear();
    });
    connect(&m.events, &EventsPanel::eventPicked, this, &Selection::show);
    connect(&m.panel, &SelectionPanel::eventPicked, this, &Selection::show);
    connect(&m.panel, &SelectionPanel::subjectPicked, this, &Selection::selectSubject);
    connect(&m.timeline, &TimelineView::eventPicked, this, &Selection::select);
    connect(&m.timeline, &TimelineView::subjectPicked, this, &Selection::selectSubject);
    connect(&m.timeline, &TimelineView::selectionCleared, this, &Selection::clear);
}

Playback& Selection::playback() const {
    return m.viewing.playback();
}

void Selection::select(std::size_t event) {
    playback().pause();
    set(event, {});  // ahead of the move, which else would first let go of what was selected before
    playback().showEvent(event);
}

void Selection::show(std::size_t event) {
    select(event);
    m.timeline.showEventAt(event);
}

void Selection::selectSubject(const Subject& subject) {
    set({}, subject);
}

void Selection::clear() {
    if (!isNone())
        set({}, {});
}

void Selection::set(std::optional<std::size_t> event, const Subject& subject) {
    m_event = event;
    m.timeline.selectEvent(event);
    m.timeline.selectSubject(subject);
    if (std::exchange(m_subject, subject) != subject)
        emit subjectChanged(subject);
    m.events.select(event);
    m.panel.setEvent(event);
    emit eventChanged(event);
}

// On another axis the same instant is told anew; where time that went by itself comes to rest, it has not
// moved.
void Selection::leaveWhenMoved(const Moment& moment) {
    const bool isSameAxis = std::exchange(m_axis, moment.axis) == moment.axis;
    const bool isSameStep = std::exchange(m_step, moment.step) == moment.step;
    if (!m_event || !isSameAxis || isSameStep)
        return;
    if (playback().positionOf(moment.axis, *m_event) != moment.position)
        clear();
}

}  // namespace heddle
