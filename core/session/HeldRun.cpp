// SPDX-License-Identifier: MIT
#include "core/session/HeldRun.h"

#include "core/session/WorkerChoices.h"
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
      m_divergences(engine.collector()), m_breakpoints(engine.trace()), m_choosing(m_request.choosing),
      m_chooser(m_request.chooser ? m_request.chooser : makeChooser(m_choosing)),
      m_operationsPerSecond(m_request.operationsPerSecond), m_isFollowable(m_choosing.isHeld()) {
    m_breakpoints.set(m_request.breakpoints);
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
        if (m_isToLetGo)
            return letAllGo();
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
    for (bool hasSlept = false;; hasSlept = true) {
        const std::uint32_t seen = m_keeper.glance();
        if (!m_engine.hasAttachedAll())
            m_engine.attachNewcomers();
        // In this order: whoever has just come back may have made a process before.
        if (hasStopped() && isAllStill() && m_engine.hasAttachedAll()) {
            m_aside.isStill();
            return true;
        }
        // Otherwise events wait for stillness: only then are the newcomers' rings here as well, and the order
        // the same in every run.
        if (hasSlept && m_rollCall.isAnyRingFull())
            m_collector.collect();
        if (m_keeper.sleep(seen, looksOutsideEvery))
            continue;
        m_rollCall.wakeParked();  // who was about to sleep at begin(), or whose process attached behind it
        if (m_rollCall.isAnyRingFull())
            m_collector.collect();
        if (m_engine.hasAttachedAll())
            m_aside.look(
                m_rollCall.away(), m_trace->names(), [this] { return m_engine.program().processes(); },
                m_schedule.grants().size());
        return false;
    }
}

// What Heddle does on the program's behalf is not the chooser's, unless that depth is being stepped: whatever
// of it can go on goes first, in the order of the workers.
bool HeldRun::isEager(const Standing& one) const {
    return m_request.steps == Depth::program && one.isOfLibrary();
}

std::optional<Candidate> HeldRun::eagerOf(const Situation& now) const {
    for (const Candidate& candidate : now.candidates)
        if (isEager(*now.find(candidate.worker)))
            return candidate;
    return std::nullopt;
}

void HeldRun::grantOne() {
    m_running.reset();
    if (!hasLooked())
        return;
    m_breakpoints.isStill(
        m_world, [this](auto& found) { m_engine.dropWhatMayEnd(found, !m_aside.isEmpty()); },
        [this] { return m_engine.hasSeenAll(); });
    standIfHit();
    const Situation now{m_rollCall.standing(), m_world, m_clock};
    if (now.candidates.empty())
        return passTime(now);
    m_lookedAt = {};
    const std::optional<Candidate> chosen = choose(now);
    if (chosen && fitsReplay(*chosen))
        go(now, *chosen);
}

void HeldRun::go(const Situation& now, const Candidate& chosen) {
    const Standing& one = *now.find(chosen.worker);
    if (chosen.fires)
        m_clock.moveTo(*m_clock.deadlineOf(one));
    if (m_isFollowable)
        m_schedule.append(chosen);
    grant(one, chosen.fires ? Grant::fire : Grant::go);
}

// Nobody can go.
void HeldRun::passTime(const Situation& now) {
    if (const Standing* next = nextToLook(now.standing))
        return look(*next);
    m_lookedAt = {};
    const bool isTold = isByHand() && (m_hit || (now.earliest && !isEager(*now.earliest)));
    const bool isAnyoneThere = !now.standing.empty() || !m_aside.isEmpty() || m_rollCall.anySleepsInKernel();
    if (!isAnyoneThere) {
        m_keeper.sleep(m_keeper.glance(), Span::millis(1));  // nobody has attached yet, or the last is ending
    } else if (isTold) {
        if (const std::optional<Candidate> chosen = chooseByHand(now))
            go(now, *chosen);
    } else if (now.earliest && isTooEarlyFor(*now.earliest)) {
        m_keeper.sleep(m_keeper.glance(), Span::millis(1));
    } else if (now.earliest) {
        if (fitsReplay(now.earliest->asCandidate(true)))
            go(now, now.earliest->asCandidate(true));
    } else if (!m_engine.endIfStuck(!m_aside.isEmpty())) {
        if (isByHand() && !m_let)
            tell(now);
        if (!m_let)
            m_keeper.sleep(m_keeper.glance(), looksOutsideEvery);  // who was set aside may come back
        tryRefuted(now);
    }
}

// The model says that they could go, and was wrong once: never relied on, so they try again, though not
// often; by hand when one is let.
void HeldRun::tryRefuted(const Situation& now) {
    const std::optional<WorkerId> let = std::exchange(m_let, std::nullopt);
    std::vector<Candidate> refuted;
    for (const Standing& one : now.standing)
        if (now.mayOnlyBeTried(one, m_world) && (!isByHand() || isEager(one) || one.worker == let))
            refuted.push_back(one.asCandidate());
    if (!refuted.empty())
        go(now, refuted[m_chooser ? m_chooser->choose(refuted) : 0]);
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
    if (m_isFollowable)
        m_schedule.append(found);
    return true;
}

bool HeldRun::mayChoose() const {
    return !m_replay || !m_replay->says(m_schedule.size(), m_trace->steps());
}

std::optional<Candidate> HeldRun::choose(const Situation& now) {
    if (!mayChoose()) {
        std::vector<Candidate> all = now.candidates;  // by hand one's time may have come ahead of all others
        for (const Standing& one : now.standing)
            if (m_clock.deadlineOf(one))
                all.push_back(one.asCandidate(true));
        const std::size_t place = m_schedule.size();
        const std::optional<Candidate> chosen = m_replay->at(place, all);
        if (!chosen)
            m_engine.end(Ending::heddleFailed, m_replay->objection(place, m_trace->names()));
        else if (!isEager(*now.find(chosen->worker)) && isPacing(now))
            return std::nullopt;
        return chosen;
    }
    if (const std::optional<Candidate> eager = eagerOf(now))
        return eager;
    if (!m_chooser)
        return chooseByHand(now);
    if (isPacing(now))
        return std::nullopt;
    return now.candidates[m_chooser->choose(now.candidates)];
}

// Stands until somebody is let go; none: not yet. What passes meanwhile is nobody's patience.
std::optional<Candidate> HeldRun::chooseByHand(const Situation& now) {
    if (const Standing* one = m_let ? now.find(*std::exchange(m_let, std::nullopt)) : nullptr) {
        const auto found = std::ranges::find(now.candidates, one->worker, &Candidate::worker);
        const bool fires = found == now.candidates.end() && one == now.earliest;
        if (fires || found != now.candidates.end() || now.mayOnlyBeTried(*one, m_world)) {
            m_hit.reset();
            return one->asCandidate(fires);
        }
    }
    const std::uint32_t seen = m_keeper.glance();
    m_engine.readOutput();  // ahead of the list whatever was printed on the way here
    tell(now);
    if (m_engine.steering().hasOrders())
        return std::nullopt;
    const Instant before = monotonicNow();
    m_keeper.sleep(seen, looksOutsideEvery);
    m_engine.doesNotCount(monotonicNow() - before);
    return std::nullopt;
}

void HeldRun::tell(const Situation& now) {
    Choices choices;
    choices.isToChoose = isByHand();
    choices.choosing = m_choosing;
    choices.operationsPerSecond = m_operationsPerSecond;
    choices.workers = workerChoices(m_world, now, m_request.steps, m_aside);
    choices.hit = m_hit;
    choices.step = m_trace->steps();
    choices.events = m_trace->size();
    m_engine.steering().publish(std::move(choices));
}

// A breakpoint hands the choice over, also where a replay would go on.
void HeldRun::standIfHit() {
    std::optional<BreakpointHit> hit = m_breakpoints.takeHit();
    if (!hit)
        return;
    setChoosing({{.kind = ChooserKind::byHand, .seed = m_choosing.seed}, {}});
    m_hit = std::move(hit);
}

void HeldRun::setChoosing(const Orders::Choose& order) {
    m_isToLetGo = !order.choosing.isHeld();
    if (m_isToLetGo)
        return;
    m_wasSwitched |= m_choosing != order.choosing;
    m_choosing = order.choosing;
    m_chooser = makeChooser(m_choosing);
    m_operationsPerSecond = order.operationsPerSecond;
    m_nextIsDue = {};
    m_replay.reset();
    m_let.reset();
    m_hit.reset();
    tellChoosing();
}

// Before all stand again.
void HeldRun::tellChoosing() {
    Choices choices = m_engine.steering().choices();
    choices.isToChoose = false;
    choices.choosing = m_choosing;
    choices.operationsPerSecond = m_operationsPerSecond;
    choices.hit.reset();
    m_engine.steering().publish(std::move(choices));
}

// Also what the chooser did not choose came in the order of the schedule.
bool HeldRun::fitsReplay(const Candidate& candidate) {
    const std::size_t place = m_schedule.size();
    if (!m_replay || !m_replay->says(place, m_trace->steps()) || m_replay->fits(place, candidate))
        return true;
    m_engine.end(Ending::heddleFailed, m_replay->objection(place, m_trace->names()));
    return false;
}

bool HeldRun::isPacing(const Situation& now) {
    if (!m_operationsPerSecond)
        return false;
    const Instant instant = monotonicNow();
    if (instant < m_nextIsDue) {
        tell(now);
        m_keeper.sleep(m_keeper.glance(), std::min(m_nextIsDue - instant, looksOutsideEvery));
        return true;
    }
    m_nextIsDue = instant + Span{static_cast<std::int64_t>(1e9 / *m_operationsPerSecond)};
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
    m_breakpoints.heard(event);
}

// Whoever is parked as in free modes is woken, tries again and then stands; who sleeps in the kernel stands
// as soon as that wakes it. Whoever runs comes to its gate.
void HeldRun::begin() {
    m_wasFree = true;
    m_breakpoints.wasFree();
    m_keeper.setMode(Mode::held);
    m_rollCall.wakeParked();
    m_aside.keepOnly({});  // of a time before: since then they may have come back, and gone on
    m_aside.isStill();
    m_running.reset();
    m_looks.reset();
}

// Where all stand. Each goes on with what it stands before, or tries again and then waits as in free modes.
void HeldRun::letAllGo() {
    timeGoesOn();
    m_wasFree = true;
    if (std::exchange(m_isFollowable, false))
        m_letFreeAfterStep = m_trace->steps();
    m_isToLetGo = false;
    m_replay.reset();
    m_let.reset();
    m_hit.reset();
    m_breakpoints.takeHit();
    m_choosing.kind = ChooserKind::none;
    m_operationsPerSecond.reset();
    tellChoosing();
    m_keeper.setMode(Mode::free);
    for (const Standing& one : m_rollCall.standing())
        GateKeeper::grant(one.slot.raw(), Grant::go);
    m_engine.goFreely();
}

void HeldRun::fillFacts(RunFacts& facts) const {
    facts.schedule.assign(m_schedule.grants().begin(), m_schedule.grants().end());
    facts.letFreeAfterStep = m_letFreeAfterStep;
    if (m_wasSwitched)
        facts.chooser = "several";
    if (m_wasFree)
        facts.mode = "mixed";
    for (std::string& sentence : m_aside.warnings(m_trace->names()))
        facts.warnings.push_back(std::move(sentence));
    if (m_divergences.count() > 0)
        facts.warnings.push_back("the model and the try disagreed " + std::to_string(m_divergences.count()) +
                                 " times");
}

}  // namespace heddle
