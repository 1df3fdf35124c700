// SPDX-License-Identifier: MIT
#include "core/session/HeldRun.h"

#include "core/world/Forecast.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

constexpr Span looksOutsideEvery = Span::millis(10);  // deaths, output, the clock

}  // namespace

HeldRun::HeldRun(Engine& engine)
    : m_engine(engine), m_request(engine.request()), m_trace(engine.trace()), m_collector(engine.collector()),
      m_world(engine.world()), m_keeper(engine.program().page()), m_rollCall(engine), m_departures(engine),
      m_divergences(engine.collector()), m_chooser(makeChooser(m_request.choosing)) {
    if (m_request.replay)
        m_replay.emplace(*m_request.replay);
}

void HeldRun::turn() {
    const Instant until = monotonicNow() + looksOutsideEvery;
    while (awaitStillness()) {
        if (!m_stillSince && m_aside.isEmpty() && m_world.eventCount() > 0)
            m_stillSince = m_collector.clock();
        m_collector.flush();
        m_departures.awaitThem();
        grantOne();
        if (!m_running || monotonicNow() >= until)
            return;
    }
}

bool HeldRun::hasStopped() const {
    return !m_running || m_engine.isDead(m_running->process) || RollCall::isStill(m_running->slot) ||
           m_aside.has(m_running->worker);
}

bool HeldRun::isAllStill() {
    const std::vector<Away> all = m_rollCall.away();
    if (!m_aside.isEmpty())
        m_aside.keepOnly(all);
    return std::ranges::all_of(all, [this](const Away& one) { return m_aside.has(one.worker); });
}

bool HeldRun::awaitStillness() {
    while (true) {
        const std::uint32_t seen = m_keeper.glance();
        if (!m_engine.hasAttachedAll())
            m_engine.attachNewcomers();
        if (m_engine.hasAttachedAll() && isAllStill() && hasStopped()) {
            m_aside.isStill();
            return true;
        }
        const bool isTold = m_keeper.sleep(seen, looksOutsideEvery);
        // Otherwise events wait for stillness: only then are the newcomers' rings here as well, and the order
        // the same in every run.
        if (m_rollCall.isAnyRingFull())
            m_collector.collect();
        if (isTold)
            continue;
        if (m_engine.hasAttachedAll())
            m_aside.look(
                m_rollCall.away(), m_trace->names(), [this] { return m_engine.program().processes(); },
                m_schedule.grants().size());
        return false;
    }
}

std::vector<Candidate> HeldRun::candidatesOf(const std::vector<Standing>& standing) const {
    std::vector<Candidate> candidates;
    for (const Standing& one : standing)
        if (one.state != SlotState::waiting || m_world.mayTryAgain(one.worker))
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
    if (!hasLooked())
        return;
    const std::vector<Standing> all = m_rollCall.standing();
    for (const Standing& one : all)
        m_clock.deadlineOf(one);  // its time begins when it is first seen to wait
    const std::vector<Candidate> candidates = candidatesOf(all);
    if (!candidates.empty()) {
        m_lookedAt = {};
        const std::optional<Candidate> chosen = choose(candidates, all);
        if (!chosen || !fitsReplay(*chosen))
            return;
        m_schedule.append(*chosen);
        grant(*std::ranges::find(all, chosen->worker, &Standing::worker), Grant::go);
        return;
    }
    if (const Standing* next = nextToLook(all))
        return look(*next);
    m_lookedAt = {};
    const Standing* earliest = earliestOf(all);
    if (all.empty())
        m_keeper.sleep(m_keeper.glance(), Span::millis(1));  // nobody has attached yet, or the last is ending
    else if (earliest && isTooEarlyFor(*earliest))
        m_keeper.sleep(m_keeper.glance(), Span::millis(1));
    else if (earliest)
        fire(*earliest);
    else if (!m_engine.endIfStuck(!m_aside.isEmpty())) {
        m_keeper.sleep(m_keeper.glance(), looksOutsideEvery);  // who was set aside may come back
        tryRefuted(all);
    }
}

// The model says that they could go, and was wrong once: never relied on, so they try again, though not
// often.
void HeldRun::tryRefuted(const std::vector<Standing>& standing) {
    std::vector<Candidate> refuted;
    for (const Standing& one : standing)
        if (one.state == SlotState::waiting && m_world.possible(one.worker) == Possible::yes)
            refuted.push_back(one.asCandidate());
    if (refuted.empty())
        return;
    const Candidate chosen = refuted[m_chooser->choose(refuted)];
    m_schedule.append(chosen);
    grant(*std::ranges::find(standing, chosen.worker, &Standing::worker), Grant::go);
}

// Nobody can go for all that the model knows. But who waits in the kernel may be served by one whom Heddle
// does not see, or past it: before time passes or a verdict falls each of them looks once, by worker. Of the
// end of a process its pidfd tells us ourselves.
const Standing* HeldRun::nextToLook(const std::vector<Standing>& standing) const {
    for (const Standing& one : standing)
        if (one.worker > m_lookedAt && one.state == SlotState::waiting && one.slot.waitsInKernel() &&
            one.intent.op != Op::processJoin)
            return &one;
    return nullptr;
}

void HeldRun::look(const Standing& one) {
    m_lookedAt = one.worker;
    m_looks = one;
    m_hasFound = false;
    grant(one, Grant::look);
}

// One that looked and went on was granted by what it found. False: the run is being ended for it.
bool HeldRun::hasLooked() {
    if (!m_looks)
        return true;
    const Candidate found = m_looks->asCandidate();
    m_looks.reset();
    if (!m_hasFound)
        return true;
    if (!fitsReplay(found))
        return false;
    m_schedule.append(found);
    return true;
}

std::optional<Candidate> HeldRun::choose(const std::vector<Candidate>& candidates,
                                         const std::vector<Standing>& standing) {
    if (const std::optional<Candidate> eager = eagerOf(candidates, standing))
        return eager;
    if (isPacing())
        return std::nullopt;
    const std::size_t place = m_schedule.size();
    if (!m_replay || !m_replay->says(place, m_trace->steps()))
        return candidates[m_chooser->choose(candidates)];
    const std::optional<Candidate> chosen = m_replay->at(place, candidates);
    if (!chosen)
        m_engine.end(Ending::heddleFailed, m_replay->objection(place, m_trace->names()));
    return chosen;
}

// Also what the chooser did not choose came in the order of the schedule.
bool HeldRun::fitsReplay(const Candidate& candidate) {
    const std::size_t place = m_schedule.size();
    if (!m_replay || !m_replay->says(place, m_trace->steps()) || m_replay->fits(place, candidate))
        return true;
    m_engine.end(Ending::heddleFailed, m_replay->objection(place, m_trace->names()));
    return false;
}

bool HeldRun::isPacing() {
    if (!m_request.operationsPerSecond)
        return false;
    const Instant now = monotonicNow();
    if (now < m_nextIsDue) {
        m_keeper.sleep(m_keeper.glance(), std::min(m_nextIsDue - now, looksOutsideEvery));
        return true;
    }
    m_nextIsDue = now + Span{static_cast<std::int64_t>(1e9 / *m_request.operationsPerSecond)};
    return false;
}

// While somebody who was set aside computes, time passes no faster than it does.
bool HeldRun::isTooEarlyFor(const Standing& earliest) {
    if (!m_aside.anyComputes(m_trace->names()))
        return false;
    if (!m_waitsForTime)
        m_waitsForTime = monotonicNow();
    return m_clock.now() + (monotonicNow() - *m_waitsForTime) < m_clock.deadlineOf(earliest);
}

const Standing* HeldRun::earliestOf(const std::vector<Standing>& standing) {
    const Standing* earliest = nullptr;
    Instant soonest;
    for (const Standing& one : standing) {
        const auto deadline = m_clock.deadlineOf(one);
        if (deadline && (!earliest || *deadline < soonest)) {
            earliest = &one;
            soonest = *deadline;
        }
    }
    return earliest;
}

void HeldRun::fire(const Standing& earliest) {
    if (!fitsReplay(earliest.asCandidate(true)))
        return;
    m_clock.moveTo(*m_clock.deadlineOf(earliest));
    m_schedule.append(earliest.asCandidate(true));
    grant(earliest, Grant::fire);
}

void HeldRun::grant(const Standing& chosen, Grant how) {
    timeGoesOn();
    m_running = chosen;
    m_waitsForTime.reset();
    const bool isExit = chosen.state == SlotState::exiting;
    // Of an operation that another language named the model knows no rule.
    const bool saysYes = chosen.state == SlotState::waiting && how == Grant::go &&
                         chosen.intent.op != Op::custom && m_world.possible(chosen.worker) == Possible::yes;
    m_divergences.isGranted(chosen, saysYes);
    GateKeeper::grant(chosen.slot.raw(), how, forecast(m_world, chosen.worker));
    if (isExit)
        m_departures.awaitDeath(chosen.process, Span::seconds(5));
}

void HeldRun::timeGoesOn() {
    if (!m_stillSince)
        return;
    m_held.ns += (m_collector.clock() - *m_stillSince).ns;
    m_stillSince.reset();
    m_collector.setHeldSoFar(m_held);
}

void HeldRun::heard(const Event& event, std::string_view text) {
    m_world = after(std::move(m_world), event, text);
    if (event.phase == Phase::waits)
        m_divergences.heardWait(event);
    const bool isOfCollector = (event.flags & Event::madeByCollector) != 0;
    m_hasFound |= m_looks && event.worker == m_looks->worker && !isOfCollector;
    m_departures.heard(event);
}

void HeldRun::fillFacts(RunFacts& facts) const {
    facts.schedule.assign(m_schedule.grants().begin(), m_schedule.grants().end());
    for (std::string& sentence : m_aside.warnings(m_trace->names()))
        facts.warnings.push_back(std::move(sentence));
    if (m_divergences.count() > 0)
        facts.warnings.push_back("the model and the try disagreed " + std::to_string(m_divergences.count()) +
                                 " times");
}

}  // namespace heddle
