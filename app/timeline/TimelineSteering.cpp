// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineSteering.h"

#include "app/timeline/LaneWords.h"
#include "app/timeline/MessageChain.h"
#include "app/timeline/MessageHit.h"
#include "app/timeline/TimelineHit.h"

#include <utility>

namespace heddle {

TimelineSteering::TimelineSteering(const TraceModel& model, Playback& playback, TimelineScene& scene)
    : m_model(model), m_playback(playback), m_scene(scene) {}

void TimelineSteering::obey(const TimelineIntent& intent) {
    const TimelineAxis before = m_scene.scope().axis;
    const std::optional<TimelineRange> range = m_scene.scope().range;
    std::visit([this](const auto& one) { obeyOne(one); }, intent);
    if (m_scene.scope().range != range)
        emit rangeChanged();
    if (changesView(intent))
        m_scene.rememberView(before, intent.index());
    if (!std::holds_alternative<HoverIntent>(intent))
        hoverAgain();
    emit obeyed();
}

void TimelineSteering::hoverAgain() {
    if (const auto pointer = m_scene.scope().pointer)
        obeyOne(HoverIntent{pointer});
}

void TimelineSteering::obeyOne(const ClearIntent&) {
    m_scene.clear();
    emit selectionCleared();
}

// Who asks for an instant wants to see it, wherever the view was; but under the pointer the view stays: it
// would run away from a hand that rests.
void TimelineSteering::obeyOne(const SeekIntent& seek) {
    if (seek.isFirst)
        m_scene.endViewKind();
    m_scene.keepView(true);
    m_playback.seek(m_scene.positionOf(seek));
    m_scene.keepView(false);
    seek.isOnMap ? m_scene.showMoment() : m_scene.reachMoment();
}

// Behind the step that was sought: paused, nothing is half-way.
void TimelineSteering::obeyOne(const RestIntent&) {
    m_scene.keepView(true);
    m_playback.rest();
    m_scene.keepView(false);
    m_scene.reachMoment();
}

// The axis is the playback's: it tells the scene of the change, which is none that one may want to undo.
void TimelineSteering::obeyOne(const HistoryIntent& history) {
    const auto view = m_scene.takeView(history);
    if (!view)
        return;
    m_scene.keepView(true);
    m_playback.setAxis(view->axis.unit);
    m_scene.keepView(false);
    m_scene.showView(*view);
}

void TimelineSteering::obeyOne(const PickIntent& pick) {
    const std::optional<std::size_t> event = eventMeantAt(m_scene.scope(), pick.at);
    m_scene.select(event);
    m_scene.keepView(true);  // under the pointer, also where the instant moves there
    if (event)
        emit eventPicked(*event);
    else
        emit selectionCleared();
    m_scene.keepView(false);
    if (event)  // it may have begun, or ended, outside of the view
        m_scene.reachMoment();
}

void TimelineSteering::obeyOne(const NameIntent& name) {
    const Subject from = subjectAt(m_scene.scope(), name.from.y());
    const bool isClick = !name.isUnderWay && from == subjectAt(m_scene.scope(), name.to.y());
    m_scene.obeyName(name);
    if (isClick && !from.isNone())
        emit subjectPicked(from);
}

void TimelineSteering::obeyOne(const HoverIntent& hover) {
    m_scene.hover(hover);
    const auto event = hover.at ? eventAt(m_scene.scope(), *hover.at) : std::nullopt;
    const auto message = m_scene.scope().hovered;
    QString hovered;
    if (event)
        hovered = m_model.sentence(*event);
    else if (message)
        hovered = messageWords(m_scene.scope(), *message);
    else if (hover.at)
        hovered = laneWords(m_scene.scope(), *hover.at);
    say(hovered);
}

void TimelineSteering::say(const QString& words) {
    if (std::exchange(m_hovered, words) != words)
        emit hoverChanged(words);
}

void TimelineSteering::obeyOne(const LaneIntent& lane) {
    using Way = LaneIntent::Way;
    const auto row = cursorRow(m_scene.scope());
    const QString why = row && (lane.way == Way::moveUp || lane.way == Way::moveDown)
                            ? whyUnmoved(m_scene.scope(), *row)
                            : QString();
    m_scene.arrange(lane);
    if (!why.isEmpty()) {
        m_scene.hover({});  // what is under the pointer would be said instead
        say(why);
    }
}

void TimelineSteering::obeyOne(const WalkIntent& walk) {
    if (const auto event = m_scene.walk(walk)) {
        m_playback.showEvent(*event);
        pick(*event);
    }
}

// What one has come to; the instant is there already.
void TimelineSteering::pick(std::size_t event) {
    m_scene.select(event);
    m_scene.show(event);
    emit eventPicked(event);
}

void TimelineSteering::obeyOne(const StepIntent& step) {
    step.isForward ? m_playback.nextEvent() : m_playback.previousEvent();
    if (const auto event = m_playback.moment().event)
        return pick(*event);
    m_scene.select({});
    emit selectionCleared();
}

void TimelineSteering::obeyOne(const ExtendIntent& extend) {
    const double from = m_playback.moment().position;
    extend.isForward ? m_playback.nextEvent() : m_playback.previousEvent();
    m_scene.extendRange(from, m_playback.moment().position);
}

}  // namespace heddle
