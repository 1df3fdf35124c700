// SPDX-License-Identifier: MIT
#include "core/world/Clocks.h"

#include "core/world/Ordering.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heddle {
namespace {

constexpr std::uint32_t mostNumbers = 1u << 20;  // of workers and objects; what is beyond is no true trace's

constexpr auto passings = [] {
    std::array<std::uint8_t, opCount> table{};
    for (std::size_t i = 0; i < opCount; ++i)
        table[i] = static_cast<std::uint8_t>(passingOf(static_cast<Op>(i)));
    return table;
}();

int passing(const Event& event) {
    const auto op = static_cast<std::size_t>(event.op);
    return op < opCount ? passings[op] : 0;
}

bool isEnd(Op op) {
    return op == Op::processEnd || op == Op::threadEnd;
}

bool hasEffect(const Event& event) {
    const bool mayHave = event.outcome == Outcome::killed;  // whether it was done is not known
    return event.phase == Phase::done || (event.phase == Phase::failed && (isEnd(event.op) || mayHave));
}

// Of a worker without a handle: a std::thread, the child of a plain fork. Who started it, and who awaits its
// end, Heddle does not see.
bool isOfStranger(const Event& event) {
    const bool isBegin = event.op == Op::processBegin || event.op == Op::threadBegin;
    return event.object.isNone() && (isBegin || isEnd(event.op)) && hasEffect(event);
}

}  // namespace

void Clocks::join(Clock& into, const Clock& from) {
    if (into.size() < from.size())
        into.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        into[i] = std::max(into[i], from[i]);
}

Clocks::Clock& Clocks::clockOf(WorkerId worker) {
    if (worker.isNone() || worker.number >= mostNumbers)
        return m_nobody;
    if (worker.number >= m_workers.size())
        m_workers.resize(worker.number + 1);
    Clock& clock = m_workers[worker.number];
    if (clock.size() <= worker.number)
        clock.resize(worker.number + 1);
    if (clock[worker.number] == 0)
        clock[worker.number] = 1;
    return clock;
}

Clocks::Place& Clocks::placeOf(const Told& told) {
    const ObjectId id = told.event.object;
    if (id.isNone() || id.number >= mostNumbers)
        return m_nowhere;
    if (id.number >= m_places.size())
        m_places.resize(id.number + 1);
    Place& place = m_places[id.number];
    if (!place.isSeen) {
        const ObjectInfo* info = told.names.object(id);
        place.isSeen = true;
        place.isBounded = info != nullptr && info->capacity.has_value();
    }
    return place;
}

// What any of them did so far may be ahead of it; what they do from here on is not.
void Clocks::learnOfAll(WorkerId newcomer) {
    Clock& clock = clockOf(newcomer);
    if (newcomer.isNone() || newcomer.number >= m_workers.size())
        return;
    clock.resize(m_workers.size());
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        if (i != newcomer.number && i < m_workers[i].size())
            clock[i] = m_workers[i][i]++;
}

// Whoever does anything behind the end of a stranger may have awaited it.
void Clocks::learnOfEnded(WorkerId worker) {
    if (m_strangersEnded == 0 || worker.number >= mostNumbers)
        return;
    if (worker.number >= m_endedKnown.size())
        m_endedKnown.resize(worker.number + 1);
    if (std::exchange(m_endedKnown[worker.number], m_strangersEnded) != m_strangersEnded)
        join(clockOf(worker), m_ended);
}

void Clocks::arrive(const Told& told) {
    const Event& event = told.event;
    learnOfEnded(event.worker);
    if (isOfStranger(event) && !isEnd(event.op))
        learnOfAll(event.worker);
    const int how = passing(event);
    if (how == passesNothing || event.phase == Phase::called)
        return;
    if (event.phase == Phase::failed)
        return learnOfFailure(told, clockOf(event.worker));
    if (event.op == Op::barrierWait)  // who comes gives what it knows, also when it stays
        join(placeOf(told).forth, clockOf(event.worker));
    const bool isUnset = event.op == Op::eventIsSet && event.value == 0;
    if (event.phase != Phase::done || isUnset)
        return;
    Clock& clock = clockOf(event.worker);
    Place& place = placeOf(told);
    if ((how & takesForth) != 0) {
        join(clock, place.forth);
        learnOfMessage(told, clock);
    }
    if ((how & takesBack) != 0 && ((how & onlyIfBounded) == 0 || place.isBounded))
        join(clock, place.back);
    if ((how & takesOutside) != 0)
        join(clock, m_outside);
}

// What an end has received was given to its other end.
void Clocks::learnOfMessage(const Told& told, Clock& clock) {
    const std::uint64_t message = told.event.message.number;
    if (message == 0 || message >= m_sentOn.size())
        return;
    const std::uint32_t sender = m_sentOn[message];
    if (sender != 0 && sender < m_places.size())
        join(clock, m_places[sender].forth);
}

void Clocks::learnOfFailure(const Told& told, Clock& clock) {
    const Outcome outcome = told.event.outcome;
    const bool isOfClose =
        outcome == Outcome::closed || outcome == Outcome::eof || outcome == Outcome::broken;
    const bool hasLooked = outcome == Outcome::refused &&
                           (told.event.op == Op::timerWait || told.event.op == Op::sharedCompareExchange);
    if (isOfClose || hasLooked)
        join(clock, placeOf(told).forth);
    if (isOfClose)
        join(clock, m_outside);
}

void Clocks::leave(const Told& told) {
    const Event& event = told.event;
    const int how = passing(event);
    const bool arrives = event.op == Op::barrierWait && event.phase == Phase::waits;
    if (((how & (givesForth | givesBack | givesOutside)) == 0 || !hasEffect(event)) && !arrives)
        return;
    Clock& clock = clockOf(event.worker);
    Place& place = placeOf(told);
    if ((how & givesForth) != 0)
        join(place.forth, clock);
    if ((how & givesBack) != 0 && ((how & onlyIfBounded) == 0 || place.isBounded))
        join(place.back, clock);
    if ((how & givesOutside) != 0)
        join(m_outside, clock);
    if (sendsMessage(event.op) && event.message.number <= 2 * told.index + 2) {
        if (event.message.number >= m_sentOn.size())
            m_sentOn.resize(event.message.number + event.message.number / 2 + 1);
        m_sentOn[event.message.number] = event.object.number;
    }
    if (isOfStranger(event) && isEnd(event.op)) {
        join(m_ended, clock);
        ++m_strangersEnded;
    }
    if (event.worker.number < clock.size())
        ++clock[event.worker.number];
}

std::uint32_t Clocks::now(WorkerId worker) {
    const Clock& clock = clockOf(worker);
    return worker.number < clock.size() ? clock[worker.number] : 0;
}

bool Clocks::knows(WorkerId later, WorkerId earlier, std::uint32_t count) {
    const Clock& clock = clockOf(later);
    return earlier.number < clock.size() && clock[earlier.number] >= count;
}

}  // namespace heddle
