// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playback/Playback.h"

#include "core/trace/StepInstant.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr double slowestStepsPerSecond = 1.25;  // a short run need not take all of the 20 s
constexpr double sameStep = 1e-6;               // what is reckoned from pixels and times is not quite whole

std::int64_t stepPlayedAt(double position) {
    return static_cast<std::int64_t>(std::ceil(position - sameStep));
}

}  // namespace

Playback::Playback(QObject* parent) : QObject(parent) {}

double Playback::lengthOn(Axis axis) const {
    if (!m_trace)
        return 0;
    return axis == Axis::steps ? static_cast<double>(m_trace->steps())
                               : static_cast<double>(std::max(m_trace->lastInstant().ns, m_passedNs));
}

double Playback::positionsPerSecond() const {
    double pace = length() / (static_cast<double>(wholeRun.ns) / 1e9);
    if (axis() == Axis::steps)
        pace = std::max(pace, slowestStepsPerSecond);
    return pace * m_speed * (m_isBackward ? -1 : 1);
}

double Playback::positionOf(Axis axis, std::size_t event) const {
    if (!m_trace || event >= m_trace->size())
        return 0;
    return static_cast<double>(axis == Axis::steps ? m_trace->stepAt(event) : m_trace->event(event).end);
}

Moment Playback::momentAt(Axis axis, double position) const {
    Moment moment{axis, position, 0, 0, 0, {}, {}};
    moment.isPassing = m_isPlaying;
    if (!m_trace || m_trace->size() == 0)
        return moment;
    if (axis == Axis::steps) {
        moment.step = std::min(stepPlayedAt(position), m_trace->steps());
        moment.events = moment.settled = eventsAtStep(*m_trace, moment.step);
        if (position < static_cast<double>(moment.step) - sameStep)
            moment.settled = eventsAtStep(*m_trace, moment.step - 1);
    } else {
        moment.instant = {static_cast<std::int64_t>(position)};
        moment.events = m_trace->firstAtOrAfter({moment.instant.ns + 1});
        if (m_isFollowing)
            moment.events = std::min(moment.events, m_readEvents);
        moment.settled = moment.events;
        moment.step = moment.events > 0 ? m_trace->stepAt(moment.events - 1) : 0;
    }
    if (moment.step > 0)
        moment.event = m_trace->indexOfStep(moment.step);
    if (axis == Axis::steps && moment.event)
        moment.instant = m_trace->event(*moment.event).endInstant();
    return moment;
}

// The same step's. From one axis to the other and back it is the same moment.
Moment Playback::momentOn(Axis axis) const {
    if (axis == m_left.axis && m_moment == m_carried)
        return momentAt(axis, m_left.position);
    const double step = static_cast<double>(m_moment.step);
    const double position =
        axis == Axis::steps || !m_trace ? step : carriedTo(axis, Axis::steps, step, *m_trace);
    return momentAt(axis, std::clamp(position, 0.0, lengthOn(axis)));
}

void Playback::moveTo(double position) {
    moveTo(momentAt(axis(), std::clamp(position, 0.0, length())));
}

void Playback::moveTo(const Moment& moment) {
    if (moment == m_moment)
        return;
    m_moment = moment;
    emit momentChanged(m_moment);
}

void Playback::setTrace(std::shared_ptr<const Trace> trace) {
    stop();
    setBackward(false);
    m_trace = std::move(trace);
    m_left = m_carried = {};
    m_isTimePassing = false;
    m_passedNs = 0;
    m_seenEvents = m_trace ? m_trace->size() : 0;
    m_readEvents = everything;
    m_moment = momentAt(axis(), 0);
    emit traceChanged();
    emit lengthChanged();
    emit momentChanged(m_moment);
    if (m_isFollowing)
        moveTo(length());
}

void Playback::setGrowing(bool isGrowing) {
    m_isGrowing = isGrowing;
    if (!isGrowing)
        setTimePassing(false);
}

void Playback::setTimePassing(bool isPassing) {
    if (isPassing == m_isTimePassing)
        return;
    m_isTimePassing = isPassing;
    m_passedNs = 0;  // what is told counts
    if (axis() == Axis::realTime)
        moveTo(m_moment.position);
}

// The next event tells better what time it is; until then the clock does.
void Playback::letTimePass(Span elapsed) {
    if (!m_isTimePassing || !m_trace || m_trace->size() == 0)
        return;
    m_passedNs = std::max(m_trace->lastInstant().ns, m_passedNs) + elapsed.ns;
    if (axis() == Axis::realTime && m_isFollowing)
        moveTo(length());
}

void Playback::setAxis(Axis axis) {
    if (axis == m_moment.axis)
        return;
    m_left = std::exchange(m_moment, momentOn(axis));
    m_carried = m_moment;
    emit axisChanged(axis);
    emit lengthChanged();
    emit momentChanged(m_moment);
}

void Playback::setSpeed(double speed) {
    if (speed == m_speed || !(speed > 0))
        return;
    m_speed = speed;
    emit speedChanged(speed);
}

void Playback::setBackward(bool isBackward) {
    if (isBackward == m_isBackward)
        return;
    m_isBackward = isBackward;
    emit speedChanged(m_speed);
}

void Playback::play() {
    if (m_isPlaying || !m_trace)
        return;
    setFollowing(false);
    if (m_isBackward ? m_moment.position <= 0 : isAtEnd() && !m_isGrowing)
        moveTo(m_isBackward ? length() : 0);
    m_isPlaying = true;
    emit playingChanged(true);
}

void Playback::stop() {
    if (std::exchange(m_isPlaying, false))
        emit playingChanged(false);
}

void Playback::pause() {
    if (!m_isPlaying)
        return;
    m_isPlaying = false;
    rest();
    emit playingChanged(false);
}

void Playback::rest() {
    if (!m_isPlaying)
        moveTo(axis() == Axis::steps ? static_cast<double>(m_moment.step) : m_moment.position);
}

void Playback::toggle() {
    m_isPlaying ? pause() : play();
}

void Playback::setFollowing(bool isFollowing) {
    if (isFollowing == m_isFollowing)
        return;
    m_isFollowing = isFollowing;
    if (isFollowing) {
        pause();
        moveTo(length());
    }
    emit followingChanged(isFollowing);
}

void Playback::seek(double position) {
    setFollowing(false);
    moveTo(position);
}

void Playback::seekEvent(std::size_t event) {
    seek(positionOf(axis(), event));
}

void Playback::showEvent(std::size_t event) {
    pause();
    seekEvent(event);
}

void Playback::setByGrants(bool isByGrants) {
    m_isByGrants = isByGrants;
}

// What came of a grant is told by what was done, not by what the next is about to do.
bool Playback::goToGrant(bool isForward) {
    if (!m_isByGrants || !m_trace || axis() != Axis::steps)
        return false;
    const auto grants = nextGrantFrom(*m_trace, m_moment.events, isForward);
    const auto events = grants ? eventsAtGrant(*m_trace, *grants) : std::nullopt;
    if (!events)
        return false;
    Moment moment{Axis::steps, 0, *events, *events, 0, {}, {}, grants};
    if (*events > 0) {
        std::size_t told = *events - 1;
        while (told > 0 && m_trace->event(told).phase == Phase::called)
            --told;
        moment.event = told;
        moment.step = m_trace->stepAt(*events - 1);
        moment.position = static_cast<double>(moment.step);
        moment.instant = m_trace->event(told).endInstant();
    }
    setFollowing(false);
    moveTo(moment);
    return true;
}

double Playback::endOf(std::int64_t step) const {
    const auto steps = static_cast<double>(step);
    return axis() == Axis::steps || !m_trace ? steps
                                             : carriedTo(Axis::realTime, Axis::steps, steps, *m_trace);
}

// In real time several steps may end at one instant.
void Playback::nextEvent() {
    pause();
    if (goToGrant(true) || !m_trace)
        return;
    std::int64_t step = m_moment.step + 1;
    while (step < m_trace->steps() && endOf(step) <= m_moment.position)
        ++step;
    seek(std::max(endOf(std::min(step, m_trace->steps())), m_moment.position));
}

void Playback::previousEvent() {
    pause();
    if (goToGrant(false) || !m_trace)
        return;
    std::int64_t step = std::min(m_moment.step, m_trace->steps());
    while (step > 0 && endOf(step) >= m_moment.position)
        --step;
    seek(step == 0 ? 0 : endOf(step));
}

void Playback::catchUp(std::size_t read) {
    const std::size_t size = m_trace ? m_trace->size() : 0;
    const bool hasRead = std::exchange(m_readEvents, read) != read;
    if (size == m_seenEvents && !hasRead)
        return;
    m_seenEvents = size;
    emit lengthChanged();
    if (!m_isFollowing)
        return;
    const bool isAhead = axis() == Axis::steps && read > 0 && read < size;
    moveTo(isAhead ? positionOf(Axis::steps, read - 1) : length());
}

void Playback::advance(Span elapsed) {
    letTimePass(elapsed);
    if (!m_isPlaying)
        return;
    moveTo(m_moment.position + positionsPerSecond() * static_cast<double>(elapsed.ns) / 1e9);
    const bool isDone = m_isBackward ? m_moment.position <= 0 : isAtEnd() && !m_isGrowing;
    if (!isDone)
        return;
    pause();
    emit endReached();
}

}  // namespace heddle
