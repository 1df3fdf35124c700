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
    const bool mayHave = event.outcome == Outcome::killed && (event.flags & Event::wasHeld) == 0;
    return event.phase == Phase::done || (event.phase == Phase::failed && (isEnd(event.op) || mayHave));
}

// Of a worker without a handle: a std::thread, the child of a plain fork. Who started it, and who awaits its
// end, Heddle does not see.
bool isOfStranger(const Event& event) {
    const bool isBegin = event.op == Op::processBegin || event.op == Op::threadBegin;
    return event.object.isNone() && (isBegin || isEnd(event.op)) && hasEffect(event);
}

}  // namespace

Clocks::Worker& Clocks::workerOf(WorkerId id, const Names* names) {
    if (id.isNone() || id.number >= mostNumbers)
        return m_nobody;
    if (id.number >= m_workers.size())
        m_workers.resize(id.number + 1);
    Worker& worker = m_workers[id.number];
    if (!worker.isSeen && names != nullptr) {
        worker.isSeen = true;
        if (const WorkerInfo* info = names->worker(id))
            m_threads[info->process].push_back(id);
    }
    if (names != nullptr && std::exchange(worker.hasEnded, false)) {  // it does something nevertheless
        worker.isDropped = false;
        if (std::exchange(worker.isForgotten, false))
            learnOfAll(id);
    }
    return worker;
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

void Clocks::give(KnownCounts& to, WorkerId id, const Worker& worker) {
    to.join(worker.known);
    if (!id.isNone() && id.number < mostNumbers)
        to.raise(id.number, worker.count);
}

// What any of them did so far may be ahead of it; what they do from here on is not.
void Clocks::learnOfAll(WorkerId newcomer) {
    KnownCounts all;
    for (std::uint32_t i = 0; i < m_workers.size(); ++i)
        if (i != newcomer.number && !m_workers[i].isDropped)
            all.raise(i, m_workers[i].count++);
    workerOf(newcomer).known.join(all);
}

// Whoever does anything behind the end of a stranger may have awaited it.
void Clocks::learnOfEnded(WorkerId worker) {
    if (m_strangersEnded == 0 || worker.number >= mostNumbers)
        return;
    if (worker.number >= m_endedKnown.size())
        m_endedKnown.resize(worker.number + 1);
    if (std::exchange(m_endedKnown[worker.number], m_strangersEnded) != m_strangersEnded)
        workerOf(worker).known.join(m_ofEnded);
}

void Clocks::arrive(const Told& told) {
    const Event& event = told.event;
    Worker& worker = workerOf(event.worker, &told.names);
    learnOfEnded(event.worker);
    if (isOfStranger(event) && !isEnd(event.op))
        learnOfAll(event.worker);
    const int how = passing(event);
    if (how == passesNothing || event.phase == Phase::called)
        return;
    if (event.phase == Phase::failed)
        return learnOfFailure(told, worker.known);
    if (event.op == Op::barrierWait)  // who comes gives what it knows, also when it stays
        give(placeOf(told).forth, event.worker, worker);
    const bool isUnset = event.op == Op::eventIsSet && event.value == 0;
    if (event.phase != Phase::done || isUnset)
        return;
    const Place& place = placeOf(told);
    if ((how & takesForth) != 0 && !learnOfItsSend(told, worker.known)) {
        worker.known.join(place.forth);
        learnOfMessage(told, worker.known);
    }
    if ((how & takesBack) != 0 && ((how & onlyIfBounded) == 0 || place.isBounded))
        worker.known.join(place.back);
    if ((how & takesOutside) != 0)
        worker.known.join(m_outside);
}

bool Clocks::learnOfItsSend(const Told& told, KnownCounts& known) {
    const auto sent = m_underWay.find(told.event.message.number);
    if (sent == m_underWay.end() || !receivesMessage(told.event.op))
        return false;
    known.join(sent->second);
    m_underWay.erase(sent);
    return true;
}

// What an end has received was given to its other end.
void Clocks::learnOfMessage(const Told& told, KnownCounts& known) {
    const std::uint64_t message = told.event.message.number;
    if (message == 0 || message >= m_sentOn.size())
        return;
    const std::uint32_t sender = m_sentOn[message];
    if (sender != 0 && sender < m_places.size())
        known.join(m_places[sender].forth);
}

void Clocks::learnOfFailure(const Told& told, KnownCounts& known) {
    const Outcome outcome = told.event.outcome;
    const bool isOfClose =
        outcome == Outcome::closed || outcome == Outcome::eof || outcome == Outcome::broken;
    const bool hasLooked = outcome == Outcome::refused &&
                           (told.event.op == Op::timerWait || told.event.op == Op::sharedCompareExchange);
    if (isOfClose || hasLooked)
        known.join(placeOf(told).forth);
    if (isOfClose)
        known.join(m_outside);
}

void Clocks::hearMessage(const Told& told) {
    const Event& event = told.event;
    if (!sendsMessage(event.op) || !hasEffect(event) || event.message.number > 2 * told.index + 2)
        return;
    if (event.message.number >= m_sentOn.size())
        m_sentOn.resize(event.message.number + event.message.number / 2 + 1);
    m_sentOn[event.message.number] = event.object.number;
}

void Clocks::leave(const Told& told) {
    const Event& event = told.event;
    const int how = passing(event);
    const bool arrives = event.op == Op::barrierWait && event.phase == Phase::waits;
    if (((how & (givesForth | givesBack | givesOutside)) == 0 || !hasEffect(event)) && !arrives)
        return;
    Worker& worker = workerOf(event.worker);
    Place& place = placeOf(told);
    if ((how & givesForth) != 0)
        give(place.forth, event.worker, worker);
    if (m_messages == Messages::eachItsOwn && sendsMessage(event.op) && !event.message.isNone())
        give(m_underWay[event.message.number], event.worker, worker);
    if ((how & givesBack) != 0 && ((how & onlyIfBounded) == 0 || place.isBounded))
        give(place.back, event.worker, worker);
    if ((how & givesOutside) != 0)
        give(m_outside, event.worker, worker);
    if (isOfStranger(event) && isEnd(event.op)) {
        give(m_ofEnded, event.worker, worker);
        ++m_strangersEnded;
    }
    ++worker.count;
    if (isEnd(event.op))
        ends(told);
}

// With a process all its threads; who does something nevertheless has not.
void Clocks::ends(const Told& told) {
    const auto end = [this](WorkerId id) {
        Worker& worker = workerOf(id);
        if (!std::exchange(worker.hasEnded, true))
            ++m_ended;
    };
    end(told.event.worker);
    const WorkerInfo* info = told.names.worker(told.event.worker);
    const auto threads = info == nullptr ? m_threads.end() : m_threads.find(info->process);
    if (told.event.op != Op::processEnd || threads == m_threads.end())
        return;
    for (const WorkerId id : threads->second)
        end(id);
}

void Clocks::forgetEndedBut(const std::vector<WorkerId>& askedAbout) {
    std::vector<bool> isWanted(m_workers.size());
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        isWanted[i] = !m_workers[i].hasEnded;
    for (const WorkerId id : askedAbout)
        if (id.number < isWanted.size())
            isWanted[id.number] = true;
    const auto wanted = [&](std::uint32_t worker) { return worker < isWanted.size() && isWanted[worker]; };
    std::size_t left = 0;
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        Worker& worker = m_workers[i];
        left += isWanted[i] ? 1 : 0;
        worker.isForgotten |= worker.hasEnded;
        worker.isDropped |= !isWanted[i];
        if (worker.hasEnded)
            worker.known.clear();
        else
            worker.known.forgetAllBut(wanted);
    }
    for (Place& place : m_places) {
        place.forth.forgetAllBut(wanted);
        place.back.forgetAllBut(wanted);
    }
    m_outside.forgetAllBut(wanted);
    m_ofEnded.forgetAllBut(wanted);
    m_ended = 0;
    m_forgetAt = std::max({std::size_t{64}, left, m_places.size() / 16});
}

std::uint32_t Clocks::now(WorkerId worker) {
    return workerOf(worker).count;
}

bool Clocks::knows(WorkerId later, WorkerId earlier, std::uint32_t count) {
    return workerOf(later).known.of(earlier.number) >= count;
}

}  // namespace heddle
