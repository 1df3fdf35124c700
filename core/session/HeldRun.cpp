// SPDX-License-Identifier: MIT
#include "core/session/HeldRun.h"

#include "core/session/WorkerChoices.h"
#include "core/world/Forecast.h"
#include "core/world/Insight.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

constexpr Span looksOutsideEvery = Span::millis(10);  // deaths, output, the clock

}  // namespace

HeldRun::HeldRun(Engine& engine)
    : m_engine(engine), m_keeper(engine.program().page()), m_stillness(engine), m_departures(engine),
      m_divergences(engine.collector()), m_breakpoints(engine.trace()), m_guide(engine.request()),
      m_course(engine.request(), engine.trace()), m_time(engine.collector()) {
    m_breakpoints.set(engine.request().breakpoints);
}

void HeldRun::turn() {
    const Instant until = monotonicNow() + looksOutsideEvery;
    while (m_stillness.await(m_course.grants())) {
        if (m_stillness.aside().isEmpty() && m_engine.world().eventCount() > 0)
            m_time.stands();
        m_engine.collector().flush();
        m_departures.awaitThem();
        if (m_engine.buryTheDead())
            m_engine.collector().flush();
        if (m_isToLetGo)
            return letAllGo();
        if (m_engine.isEnding())  // who looks once more would be killed in the midst of it
            return m_engine.program().awaitNews(Span::millis(1));
        grantOne();
        if (!m_stillness.hasGranted() || monotonicNow() >= until)
            return;
    }
}

void HeldRun::grantOne() {
    m_stillness.nobodyIsGranted();
    if (const std::optional<Candidate> found = m_looks.takeFound()) {
        if (!fitsCourse(*found))
            return;
        m_course.append(*found);
    }
    m_breakpoints.isStill(
        m_engine.world(), [this](auto& found) { m_engine.dropWhatMayEnd(found, isSomebodyAside()); },
        [this] { return m_engine.hasSeenAll(); });
    standIfHit();
    const Situation now{m_stillness.rollCall().standing(), m_engine.world(), m_time.clock()};
    if (now.candidates.empty())
        return passTime(now);
    m_looks.beginAnew();
    const std::optional<Candidate> chosen = choose(now);
    if (chosen && fitsCourse(*chosen))
        go(now, *chosen);
}

// A breakpoint waits for somebody's word, also where an earlier run is followed: which it is behind it, too.
void HeldRun::standIfHit() {
    std::optional<BreakpointHit> hit = m_breakpoints.takeHit();
    if (!hit)
        return;
    m_guide.standAt(std::move(*hit));
    tellChoosing();
}

bool HeldRun::standsBefore(const Candidate& chosen) {
    std::optional<BreakpointHit> hit = m_breakpoints.takeHitOf(chosen.worker);
    if (!hit || isStepped())
        return false;
    m_guide.standAt(std::move(*hit), chosen.fires ? std::nullopt : std::optional(chosen.worker));
    tellChoosing();
    return true;
}

// What Heddle does on the program's behalf is not the chooser's, unless that depth is being stepped: whatever
// of it can go on goes first, in the order of the workers.
bool HeldRun::isEager(const Standing& one) const {
    return m_engine.request().steps == Depth::program && one.isOfLibrary();
}

std::optional<Candidate> HeldRun::eagerOf(const Situation& now) const {
    for (const Candidate& candidate : now.candidates)
        if (isEager(*now.find(candidate.worker)))
            return candidate;
    return std::nullopt;
}

std::optional<Candidate> HeldRun::choose(const Situation& now) {
    if (m_course.isFollowing())
        return follow(now);
    if (const std::optional<Candidate> eager = eagerOf(now))
        return eager;
    if (!m_guide.hasChooser() || m_guide.isStepped())
        return awaitWord(now, {});
    if (isPacing(now))
        return std::nullopt;
    return now.candidates[m_guide.choose(now.candidates)];
}

std::optional<Candidate> HeldRun::follow(const Situation& now) {
    std::vector<Candidate> all = now.candidates;  // by hand one's time may have come ahead of all others
    for (const Standing& one : now.standing)
        if (m_time.clock().deadlineOf(one))
            all.push_back(one.asCandidate(true));
    const std::optional<Candidate> chosen = m_course.next(all);
    if (!chosen)
        m_engine.end(Ending::heddleFailed, m_course.objection());
    else if (isEager(*now.find(chosen->worker)))
        return chosen;
    else if (m_guide.waitsForWord())
        return awaitWord(now, chosen);
    else if (isPacing(now))
        return std::nullopt;
    return chosen;
}

// Stands until somebody is let go; none: not yet. What passes meanwhile is nobody's patience.
std::optional<Candidate> HeldRun::awaitWord(const Situation& now, const std::optional<Candidate>& followed) {
    if (const std::optional<Candidate> chosen = wordOf(now, followed)) {
        m_guide.isLet();
        return chosen;
    }
    const std::uint32_t seen = m_keeper.glance();
    m_engine.readOutput();  // ahead of the list whatever was printed on the way here
    tell(now, followed);
    if (m_engine.steering().hasOrders())
        return std::nullopt;
    const Instant before = monotonicNow();
    m_keeper.sleep(seen, looksOutsideEvery);
    m_engine.doesNotCount(monotonicNow() - before);
    return std::nullopt;
}

// Who is let by hand while an earlier run is followed leaves its way, but for whom it says itself.
std::optional<Candidate> HeldRun::wordOf(const Situation& now, const std::optional<Candidate>& followed) {
    if (m_guide.takeNextLet())
        return followed ? followed : chosenOf(now);
    const std::optional<Candidate> chosen = letByHand(now);
    if (followed && chosen && chosen->worker == followed->worker)
        return followed;
    if (chosen)
        m_course.leave();
    return chosen;
}

std::optional<Candidate> HeldRun::chosenOf(const Situation& now) {
    if (!now.candidates.empty())
        return now.candidates[m_guide.choose(now.candidates)];
    return now.earliest ? std::optional(now.earliest->asCandidate(true)) : std::nullopt;
}

std::optional<Candidate> HeldRun::letByHand(const Situation& now) {
    const std::optional<WorkerId> let = m_guide.takeLet();
    const Standing* one = let ? now.find(*let) : nullptr;
    if (one == nullptr)
        return std::nullopt;
    const auto found = std::ranges::find(now.candidates, one->worker, &Candidate::worker);
    const bool fires = found == now.candidates.end() && one == now.earliest;
    const bool canGo = fires || found != now.candidates.end() || now.mayOnlyBeTried(*one, m_engine.world());
    return canGo ? std::optional(one->asCandidate(fires)) : std::nullopt;
}

bool HeldRun::isPacing(const Situation& now) {
    const std::optional<Span> left = m_guide.untilDue();
    if (!left)
        return false;
    tell(now);
    sleep(std::min(*left, looksOutsideEvery));
    return true;
}

bool HeldRun::fitsCourse(const Candidate& candidate) {
    if (m_course.allows(candidate))
        return true;
    m_engine.end(Ending::heddleFailed, m_course.objection());
    return false;
}

void HeldRun::go(const Situation& now, const Candidate& chosen) {
    if (standsBefore(chosen))
        return;
    const Standing& one = *now.find(chosen.worker);
    if (chosen.fires)
        m_time.clock().moveTo(*m_time.clock().deadlineOf(one));
    m_course.append(chosen);
    grant(one, chosen.fires ? Grant::fire : Grant::go);
}

// Nobody can go.
void HeldRun::passTime(const Situation& now) {
    if (const Standing* next = m_looks.next(now.standing)) {
        m_looks.isAsked(*next);
        return grant(*next, Grant::look);
    }
    m_looks.beginAnew();
    const bool isTold = isStepped() && (m_guide.stands() || (now.earliest && !isEager(*now.earliest)));
    if (now.standing.empty() && !m_stillness.isAnyoneThere()) {
        m_engine.program().awaitNews(Span::millis(1));  // nobody has attached yet, or the last is ending
    } else if (isTold) {
        const bool isFollowing = m_course.isFollowing();
        if (const std::optional<Candidate> chosen = isFollowing ? follow(now) : awaitWord(now, {}))
            go(now, *chosen);
    } else if (now.earliest && isTooEarlyFor(*now.earliest)) {
        sleep(Span::millis(1));
    } else if (now.earliest) {
        fire(now, *now.earliest);
    } else if (isStepped() ? !standAtTrouble() : !m_engine.endIfStuck(isSomebodyAside())) {
        if (isStepped() && !m_guide.hasLet())
            tell(now);
        if (!m_guide.hasLet())
            sleep(looksOutsideEvery);  // who was set aside may come back
        tryRefuted(now);
    }
}

void HeldRun::fire(const Situation& now, const Standing& earliest) {
    if (!isEager(earliest) && isPacing(now))
        return;
    if (fitsCourse(earliest.asCandidate(true)))
        go(now, earliest.asCandidate(true));
}

// Whoever steps looks at it as long as they like: the run ends when it is stopped, or let go on.
bool HeldRun::standAtTrouble() {
    std::vector<Verdict> found = troublesAtEnd(m_engine.world());
    m_engine.dropWhatMayEnd(found, isSomebodyAside());
    if (found.empty())
        return false;
    m_guide.standAt({found.front().kind, {}, found.front().sentence});
    return true;
}

bool HeldRun::isTooEarlyFor(const Standing& earliest) {
    return m_stillness.aside().anyComputes(m_engine.trace()->names()) && m_time.isTooEarlyFor(earliest);
}

// The model says that they could go, and was wrong once: never relied on, so they try again, though not
// often; stepped, when one is let.
void HeldRun::tryRefuted(const Situation& now) {
    const std::optional<WorkerId> let = m_guide.takeLet();
    const bool isAnyLet = m_guide.takeNextLet() || !isStepped();
    std::vector<Candidate> refuted;
    for (const Standing& one : now.standing)
        if (now.mayOnlyBeTried(one, m_engine.world()) && (isAnyLet || isEager(one) || one.worker == let))
            refuted.push_back(one.asCandidate());
    if (!refuted.empty())
        go(now, refuted[m_guide.choose(refuted)]);
}

void HeldRun::grant(const Standing& chosen, Grant how) {
    m_time.isGranted();
    m_stillness.isGranted(chosen);
    const World& world = m_engine.world();
    const bool isExit = chosen.state == SlotState::exiting;
    // Of an operation that another language named the model knows no rule.
    const bool saysYes = chosen.state == SlotState::waiting && how == Grant::go &&
                         chosen.intent.op != Op::custom && world.possible(chosen.worker) == Possible::yes;
    m_divergences.isGranted(chosen, saysYes);
    GateKeeper::grant(chosen.slot.raw(), how, forecast(world, chosen.worker));
    if (isExit)
        m_departures.awaitDeath(chosen.process, Span::seconds(5));
}

void HeldRun::heard(const Event& event, std::string_view text) {
    m_engine.world() = after(std::move(m_engine.world()), event, text);
    if (event.phase == Phase::waits)
        m_divergences.heardWait(event);
    m_looks.heard(event);
    m_departures.heard(event);
    m_breakpoints.heard(event);
}

void HeldRun::begin() {
    m_wasFree = true;
    m_breakpoints.wasFree();
    m_stillness.begin();
    m_looks.forget();
}

void HeldRun::setChoosing(const Orders::Choose& order) {
    m_isToLetGo = !order.choosing.isHeld();
    if (m_isToLetGo)
        return;
    if (!m_guide.isChosenBy(order.choosing))
        m_course.leave();  // else only the pace changes
    m_guide.set(order);
    tellChoosing();
}

// Where all stand. Each goes on with what it stands before, or tries again and then waits as in free modes.
void HeldRun::letAllGo() {
    timeGoesOn();
    m_wasFree = true;
    m_isToLetGo = false;
    m_course.isLetFree();
    m_guide.letFree();
    m_breakpoints.takeHit();
    tellChoosing();
    m_keeper.setMode(Mode::free);
    for (const Standing& one : m_stillness.rollCall().standing())
        GateKeeper::grant(one.slot.raw(), Grant::go);
    m_engine.goFreely();
}

void HeldRun::tell(const Situation& now, const std::optional<Candidate>& followed) {
    Choices choices;
    m_guide.tellIn(choices);
    choices.isToChoose = isStepped();
    choices.isFollowing = m_course.isFollowing();
    if (followed)
        choices.followed = followed->worker;
    choices.workers = workerChoices(m_engine.world(), now, m_engine.request().steps, m_stillness.aside(),
                                    m_stillness.rollCall().away());
    choices.steps = m_engine.request().steps;
    choices.step = m_engine.trace()->steps();
    choices.events = m_engine.trace()->size();
    m_engine.steering().publish(std::move(choices));
}

// Before all stand again.
void HeldRun::tellChoosing() {
    Choices choices = m_engine.steering().choices();
    m_guide.tellIn(choices);
    choices.isToChoose = false;
    choices.isFollowing = m_course.isFollowing();
    choices.followed.reset();
    choices.hit.reset();
    m_engine.steering().publish(std::move(choices));
}

void HeldRun::fillFacts(RunFacts& facts) const {
    m_course.fillFacts(facts);
    if (m_guide.wasSwitched())
        facts.chooser = "several";
    if (m_wasFree)
        facts.mode = "mixed";
    for (std::string& sentence : m_stillness.aside().warnings(m_engine.trace()->names()))
        facts.warnings.push_back(std::move(sentence));
    if (m_divergences.count() > 0)
        facts.warnings.push_back("the model and the try disagreed " + std::to_string(m_divergences.count()) +
                                 " times");
}

}  // namespace heddle
