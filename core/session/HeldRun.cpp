// SPDX-License-Identifier: MIT
#include "core/session/HeldRun.h"

#include "core/world/Insight.h"

#include <algorithm>
#include <poll.h>

namespace heddle {
namespace {

constexpr Span looksOutsideEvery = Span::millis(10);  // deaths, output, the clock

bool isStill(const SlotView& slot) {
    const SlotState state = slot.state();
    return state == SlotState::empty || state == SlotState::ended || GateKeeper::stands(slot.raw());
}

}  // namespace

void HeldRun::turn() {
    const Instant until = monotonicNow() + looksOutsideEvery;
    while (awaitStillness()) {
        m_collector.flush();
        if (m_struck) {
            const HandleState handle =
                m_world.object(*m_struck) ? m_world.object(*m_struck)->handle : HandleState{};
            const WorkerInfo* target = m_trace->names().worker(handle.worker);
            m_struck.reset();
            if (target)
                awaitDeath(target->process, m_isKill ? Span::seconds(2) : Span::millis(200));
            m_collector.flush();
        }
        grantOne();
        if (!m_running || monotonicNow() >= until)
            return;
    }
}

bool HeldRun::hasStopped() const {
    return !m_running || isDead(m_running->process) || isStill(m_running->slot);
}

bool HeldRun::isAllStill() const {
    for (const auto& segment : m_collector.segments()) {
        if (isDead(segment->process()))
            continue;
        for (std::uint32_t i = 0; i < slotsPerSegment; ++i)
            if (!isStill(segment->slot(i)))
                return false;
    }
    return true;
}

bool HeldRun::anyRingIsFull() const {
    for (const auto& segment : m_collector.segments())
        for (std::uint32_t i = 0; i < slotsPerSegment; ++i)
            if (segment->slot(i).raw().waitsForRoom.load(std::memory_order_acquire) != 0)
                return true;
    return false;
}

bool HeldRun::awaitStillness() {
    while (true) {
        const std::uint32_t seen = m_keeper.glance();
        if (!hasAttachedAll())
            attachNewcomers();
        if (hasStopped() && hasAttachedAll() && isAllStill())
            return true;
        const bool isTold = m_keeper.sleep(seen, looksOutsideEvery);
        // Otherwise events wait for stillness: only then are the newcomers' rings here as well, and the order
        // the same in every run.
        if (anyRingIsFull())
            m_collector.collect();
        if (!isTold)
            return false;
    }
}

std::vector<Standing> HeldRun::standing() {
    std::vector<Standing> all;
    for (const auto& segment : m_collector.segments()) {
        if (isDead(segment->process()))
            continue;
        for (std::uint32_t i = 0; i < slotsPerSegment; ++i) {
            const SlotView slot = segment->slot(i);
            if (!GateKeeper::stands(slot.raw()))
                continue;
            if (const auto intent = slot.intent())
                all.push_back({slot, *intent, slot.state(), segment->process(), slot.worker()});
        }
    }
    std::ranges::sort(all, {}, &Standing::worker);
    return all;
}

// A wait whose end the kernel decides is tried again only after another worker has touched what it waits at.
bool HeldRun::mayTryAgain(const Standing& waiting) const {
    const Possible possible = m_world.possible(waiting.worker);
    if (possible != Possible::may)
        return possible == Possible::yes;
    const auto since = m_waitsSince.find(waiting.worker);
    const ObjectState* object = m_world.object(waiting.intent.object);
    if (since == m_waitsSince.end() || !object)
        return true;
    std::uint64_t touched = object->lastEvent;
    if (const ObjectState* peer = m_world.object(object->pipeEnd.peer))
        touched = std::max(touched, peer->lastEvent);
    return touched > since->second;
}

std::vector<Candidate> HeldRun::candidatesOf(const std::vector<Standing>& standing) const {
    std::vector<Candidate> candidates;
    for (const Standing& one : standing)
        if (one.state != SlotState::waiting || mayTryAgain(one))
            candidates.push_back(one.asCandidate());
    return candidates;
}

// What Heddle does on the program's behalf is not the chooser's: whatever of it can go on goes first, in the
// order of the workers.
std::optional<Candidate> HeldRun::eagerOf(const std::vector<Candidate>& candidates,
                                          const std::vector<Standing>& standing) {
    for (const Candidate& candidate : candidates) {
        const Standing& stands = *std::ranges::find(standing, candidate.worker, &Standing::worker);
        if (stands.intent.depth != Depth::program && stands.intent.parent == 0)
            return candidate;
    }
    return std::nullopt;
}

void HeldRun::grantOne() {
    m_running.reset();
    const std::vector<Standing> all = standing();
    for (const Standing& one : all)
        m_clock.deadlineOf(one);  // its time begins when it is first seen to wait
    const std::vector<Candidate> candidates = candidatesOf(all);
    if (!candidates.empty()) {
        const std::optional<Candidate> eager = eagerOf(candidates, all);
        const Candidate chosen = eager ? *eager : candidates[m_chooser->choose(candidates)];
        m_schedule.append(chosen);
        grant(*std::ranges::find(all, chosen.worker, &Standing::worker), Grant::go);
        return;
    }
    if (all.empty() || fireEarliest(all)) {
        if (all.empty())
            m_keeper.sleep(m_keeper.glance(),
                           Span::millis(1));  // nobody has attached yet, or the last is ending
        return;
    }
    if (auto verdicts = troublesAtEnd(m_world); !verdicts.empty())
        troubleFound(std::move(verdicts));
    else
        m_keeper.sleep(m_keeper.glance(), looksOutsideEvery);  // an untraced process may still end the wait
}

bool HeldRun::fireEarliest(const std::vector<Standing>& standing) {
    const Standing* earliest = nullptr;
    Instant soonest;
    for (const Standing& one : standing) {
        const auto deadline = m_clock.deadlineOf(one);
        if (deadline && (!earliest || *deadline < soonest)) {
            earliest = &one;
            soonest = *deadline;
        }
    }
    if (!earliest)
        return false;
    m_clock.moveTo(soonest);
    m_schedule.append(earliest->asCandidate(true));
    grant(*earliest, Grant::fire);
    return true;
}

void HeldRun::grant(const Standing& chosen, Grant how) {
    m_running = chosen;
    const bool isExit = chosen.state == SlotState::exiting;
    const bool saysYes = chosen.state == SlotState::waiting && how == Grant::go &&
                         m_world.possible(chosen.worker) == Possible::yes;
    m_expectedToGo = saysYes ? std::optional(chosen.worker) : std::nullopt;
    GateKeeper::grant(chosen.slot.raw(), how);
    if (isExit)
        awaitDeath(chosen.process, Span::seconds(5));
}

// Nobody is granted in between, so that a join, an end of file or a waitpid after it never races.
void HeldRun::awaitDeath(ProcessId process, Span atMost) {
    const Instant limit = monotonicNow() + atMost;
    for (const auto& segment : m_collector.segments()) {
        if (segment->process() != process || isDead(process))
            continue;
        pollfd ended{segment->pidfd(), POLLIN, 0};
        while (poll(&ended, 1, 1) == 0 && monotonicNow() < limit)
            m_program->readOutput([this](int stream, std::string_view bytes) { hear(stream, bytes); });
        if (ended.revents != 0)
            bury(process);
        return;
    }
}

void HeldRun::heard(const Event& event, std::string_view text) {
    m_world = after(std::move(m_world), event, text);
    if (event.phase == Phase::waits) {
        m_waitsSince[event.worker] = m_world.eventCount();
        checkDivergence(event);
    }
    const bool isSignal = event.op == Op::processKill || event.op == Op::processTerminate;
    if (isSignal && event.phase == Phase::done) {
        m_struck = event.object;
        m_isKill = event.op == Op::processKill;
    }
}

void HeldRun::checkDivergence(const Event& event) {
    const std::uint32_t granted = m_running ? m_running->intent.operation : 0;
    const bool isOfIt =
        event.operation == granted || event.parent == granted;  // a feeder goes on to its next
    if (m_expectedToGo == event.worker && isOfIt)
        ++m_divergences;
    m_expectedToGo.reset();
}

void HeldRun::fillFacts(RunFacts& facts) const {
    facts.schedule.assign(m_schedule.grants().begin(), m_schedule.grants().end());
    if (m_divergences > 0)
        facts.warnings.push_back("the model and the try disagreed " + std::to_string(m_divergences) +
                                 " times");
}

}  // namespace heddle
