// SPDX-License-Identifier: MIT
// Where a run that is stepped by hand stands still, and what is said of it when it is ended there.
#include "core/session/BreakpointWatch.h"
#include "tests/core/session/Steered.h"
#include "tests/support/TraceText.h"

#include <QTest>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

namespace {

RunRequest requested(const std::string& scene, ChooserKind kind) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor(scene, Held::no);
    request.command = {build / "lib/heddle/tests/TestSteered", "scene=" + scene};
    request.choosing.kind = kind;
    return request;
}

Breakpoint breakpoint(const std::string& words) {
    return breakpointFrom(words).value();
}

const auto dropsNone = [](std::vector<Verdict>&) {};
const auto hasAll = [] { return true; };

// A run that stands still behind each of its events, and what it stands for.
class StillRun {
public:
    explicit StillRun(const std::string& text)
        : m_whole(traceFrom(text)), m_trace(std::make_shared<Trace>()), m_world(m_trace->names()),
          watch(m_trace) {
        for (const WorkerInfo* worker : m_whole->names().workers())
            m_trace->names().add(*worker);
        for (const ObjectInfo* object : m_whole->names().objects())
            m_trace->names().add(*object);
    }
    bool isOver() const { return m_trace->size() == m_whole->size(); }
    std::optional<BreakpointHit> goOn(bool isWhole = true) {
        const Event event = m_whole->event(m_trace->size());
        m_trace->append(event);
        m_world = after(std::move(m_world), event, {});
        watch.heard(event);
        watch.isStill(m_world, dropsNone, [&] { return isWhole; });
        return watch.takeHit();
    }

private:
    std::shared_ptr<Trace> m_whole, m_trace;
    World m_world;

public:
    BreakpointWatch watch;
};

const std::string race = "main starts a; a begins; main starts b; b begins; a stores 1 in x; b stores 2 in x;"
                         "main sleeps; a stores 3 in y; b loads y as 3; main sleeps";

// The indexes of the events that hit.
std::vector<std::uint64_t> hitsIn(const std::vector<std::pair<Phase, std::uint32_t>>& told,
                                  const char* words) {
    const auto seed = traceFrom("main starts a; a begins; a acquires L");
    const auto trace = std::make_shared<Trace>();
    for (const WorkerInfo* worker : seed->names().workers())
        trace->names().add(*worker);
    for (const ObjectInfo* object : seed->names().objects())
        trace->names().add(*object);
    BreakpointWatch watch(trace);
    watch.set({breakpoint(words)});
    std::vector<std::uint64_t> hits;
    for (const auto& [phase, operation] : told) {
        Event event = seed->event(2);
        event.phase = phase;
        event.operation = operation;
        trace->append(event);
        watch.heard(event);
        if (const auto hit = watch.takeHit())
            hits.push_back(*hit->event);
    }
    return hits;
}

}  // namespace

class BreakpointsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsHitOnceWhateverIsDoneWithinIt();
    void aHitIsForgottenWithItsBreakpoint();
    void whatMayStillEndIsNoTrouble();
    void aTroubleIsHitAtTheVeryStep();
    void whatWasBeforeTheBreakpointIsNoHit();
    void nothingIsLookedBackForWhereEventsWereLost();
    void aLostWakeUpIsSaidBesideTheStandstill();
    void aTroubleAtABreakpointIsSaidToo();
    void aRunStandsAtTheStepAtWhichItsTroubleBecameTrue();
    void aWaitThatAStrangerMayEndIsNoTrouble();
    void aDeadlockOfSomeIsToldWhoeverEndsTheRun();
    void whoWaitsWhenTheRunIsEndedIsInNoTrouble();
    void behindAHitTheRunGoesOnAsItsSeedSays_data();
    void behindAHitTheRunGoesOnAsItsSeedSays();
    void anotherPaceIsNoOtherChoice();
    void whoStandsThereAlreadyStopsAheadOfIt_data();
    void whoStandsThereAlreadyStopsAheadOfIt();
    void whoIsLetByHandDoesNotStopWhereItStandsAlready();
};

void BreakpointsTest::anOperationIsHitOnceWhateverIsDoneWithinIt() {
    using enum Phase;
    // A condition's wait, and in it the release of its mutex and its acquisition.
    const std::vector<std::pair<Phase, std::uint32_t>> wait{{called, 5}, {called, 6}, {done, 6}, {waits, 5},
                                                            {called, 7}, {done, 7},   {done, 5}, {called, 8}};
    const std::vector<std::uint64_t> eachOnce{0, 1, 4, 7}, doneOnes{2, 5, 6};
    QCOMPARE(hitsIn(wait, "worker=*/a"), eachOnce);
    QCOMPARE(hitsIn(wait, "worker=*/a phase=done"), doneOnes);
}

void BreakpointsTest::aHitIsForgottenWithItsBreakpoint() {
    const auto trace = traceFrom("main starts a; a begins");
    BreakpointWatch watch(trace);
    watch.set({breakpoint("worker=*/a")});
    watch.heard(trace->event(1));
    watch.set({});
    QVERIFY(!watch.takeHit());
}

void BreakpointsTest::whatMayStillEndIsNoTrouble() {
    const ToldWorld told = worldFrom("main waits to get from q");
    BreakpointWatch watch(told.trace);
    watch.set({breakpoint("trouble")});
    watch.isStill(
        told.world, [](std::vector<Verdict>& found) { found.clear(); }, hasAll);
    QVERIFY(!watch.takeHit());
    watch.isStill(told.world, dropsNone, hasAll);  // who might have ended it is gone
    const auto hit = watch.takeHit();
    QVERIFY(hit && hit->sentence.starts_with("Stuck: main waits to get from q"));
    watch.isStill(told.world, dropsNone, hasAll);
    QVERIFY(!watch.takeHit());
}

void BreakpointsTest::aTroubleIsHitAtTheVeryStep() {
    StillRun run(race);
    run.watch.set({breakpoint("trouble")});
    std::string told;
    for (int event = 0; !run.isOver(); ++event)
        if (const auto hit = run.goOn())
            told += std::to_string(event) + " " + hit->sentence.substr(0, hit->sentence.find(" (")) + "; ";
    QCOMPARE(told, std::string("5 Unprotected sharing: a writes x; 8 Unprotected sharing: a writes y; "));
}

void BreakpointsTest::whatWasBeforeTheBreakpointIsNoHit() {
    StillRun run(race);
    for (int event = 0; event < 7; ++event)
        QVERIFY(!run.goOn());
    run.watch.set({breakpoint("trouble")});
    QVERIFY(!run.goOn());
    QVERIFY(run.goOn());  // at the other variable
    StillRun freed(race);
    freed.watch.set({breakpoint("trouble")});
    freed.watch.wasFree();
    for (int event = 0; event < 5; ++event)
        QVERIFY(!freed.goOn());
    QVERIFY(freed.goOn());
}

void BreakpointsTest::nothingIsLookedBackForWhereEventsWereLost() {
    StillRun run(race);
    run.watch.set({breakpoint("trouble")});
    while (!run.isOver())
        QVERIFY(!run.goOn(false));
}

void BreakpointsTest::aLostWakeUpIsSaidBesideTheStandstill() {
    StillRun run("main starts a; a begins; main notifies c; a acquires L; a waits on c with L;"
                 "main waits to join a");
    run.watch.set({breakpoint("trouble")});
    std::optional<BreakpointHit> hit;
    while (!run.isOver()) {
        QVERIFY(!hit);
        hit = run.goOn();
    }
    QVERIFY(hit && hit->sentence.starts_with("Stuck: "));
    QVERIFY(hit->sentence.find("Lost wake-up: main notified c") != std::string::npos);
}

void BreakpointsTest::aTroubleAtABreakpointIsSaidToo() {
    StillRun run(race);
    run.watch.set({breakpoint("trouble"), breakpoint("worker=*/b object=x")});
    std::optional<BreakpointHit> hit;
    while (!hit && !run.isOver())
        hit = run.goOn();
    QVERIFY(hit && hit->event == 5u);
    QVERIFY(hit->sentence.starts_with("Unprotected sharing: "));
}

void BreakpointsTest::aRunStandsAtTheStepAtWhichItsTroubleBecameTrue() {
    RunRequest request = requestFor("", Held::roundRobin);
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    request.command = {build / "lib/heddle/tests/TestTroubles", "scene=sharedUnprotected"};
    request.breakpoints = {breakpoint("trouble")};
    Steered steered(std::move(request));
    const Choices stands = steered.stands();
    QVERIFY(stands.hit && stands.hit->sentence.starts_with("Unprotected sharing: "));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}, {}).has_value());
    const Scene over = steered.ended();
    QCOMPARE(over.facts.ending, Ending::finished);
    QCOMPARE(over.facts.verdicts.size(), std::size_t(1));
    QCOMPARE(over.facts.verdicts[0].step, stands.step);
    QCOMPARE(over.facts.verdicts[0].sentence, stands.hit->sentence);
}

void BreakpointsTest::aWaitThatAStrangerMayEndIsNoTrouble() {
    RunRequest request = requestFor("endedByAStranger", Held::roundRobin);
    request.breakpoints = {breakpoint("trouble")};
    request.timeout = Span::seconds(10);
    const Scene scene = play(std::move(request));
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
}

// Main could go on for long.
void BreakpointsTest::aDeadlockOfSomeIsToldWhoeverEndsTheRun() {
    RunRequest request = requested("crossed", ChooserKind::byHand);
    request.breakpoints = {breakpoint("trouble")};
    Steered steered(std::move(request));
    for (const char* who : {"main", "main", "main/a", "main/b", "main/a", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    QVERIFY(steered.stands().hit.has_value());
    steered.run->stop();
    const Scene stopped = steered.ended();
    QCOMPARE(stopped.facts.ending, Ending::stopped);
    QCOMPARE(stopped.facts.verdicts.size(), std::size_t(1));
    QCOMPARE(stopped.facts.verdicts[0].sentence,
             std::string("Deadlock: a holds one and waits for other; b holds other and waits for one."));
    QVERIFY(stopped.facts.verdicts[0].step > 0);
    RunRequest free = requested("crossedBesideMain", ChooserKind::none);
    free.timeout = Span::millis(2000);
    const Scene late = play(std::move(free));
    QCOMPARE(late.facts.ending, Ending::timeout);
    QCOMPARE(late.facts.verdicts.size(), std::size_t(1));
    QCOMPARE(late.facts.verdicts[0].kind, std::string("deadlock"));
}

void BreakpointsTest::whoWaitsWhenTheRunIsEndedIsInNoTrouble() {
    Steered steered(requested("lockers", ChooserKind::byHand));
    for (const char* who : {"main", "main", "main/a", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    steered.stands();
    steered.run->stop();
    const Scene stopped = steered.ended();
    QCOMPARE(stopped.count("main/b mutex.acquire main/m waits"), 1);
    QVERIFY(stopped.facts.verdicts.empty());
}

void BreakpointsTest::behindAHitTheRunGoesOnAsItsSeedSays_data() {
    QTest::addColumn<ChooserKind>("kind");
    QTest::newRow("random") << ChooserKind::random;
    QTest::newRow("pct") << ChooserKind::pct;
    QTest::newRow("round robin") << ChooserKind::roundRobin;
}

void BreakpointsTest::behindAHitTheRunGoesOnAsItsSeedSays() {
    QFETCH(ChooserKind, kind);
    RunRequest request = requested("busy", kind);
    request.choosing.seed = 2;
    const Scene without = play(request);
    request.breakpoints = {breakpoint("worker=*/other op=mutex.acquire")};
    Steered steered(request);
    int hits = 0;
    for (Choices now = steered.stands(); now.isToChoose && hits < 1000; now = steered.stands(), ++hits)
        QVERIFY(now.hit && steered.run->setChoosing(request.choosing).has_value());
    QVERIFY(hits > 3);
    QCOMPARE(steered.ended().lines(), without.lines());
}

void BreakpointsTest::anotherPaceIsNoOtherChoice() {
    RunRequest request = requested("busy", ChooserKind::random);
    request.choosing.seed = 2;
    const Scene without = play(request);
    request.operationsPerSecond = 100;
    Steered steered(request);
    QVERIFY(steered.awaits([](const Choices& now) { return now.step > 7; }));
    QVERIFY(steered.run->setChoosing(request.choosing, 10000));
    QCOMPARE(steered.ended().lines(), without.lines());
}

void BreakpointsTest::whoStandsThereAlreadyStopsAheadOfIt_data() {
    behindAHitTheRunGoesOnAsItsSeedSays_data();
}

// The mutex is a's to take, and nobody else would hit.
void BreakpointsTest::whoStandsThereAlreadyStopsAheadOfIt() {
    QFETCH(ChooserKind, kind);
    const Choosing choosing{.kind = kind, .seed = 5};
    const auto go = [&](bool isToStop) {
        Steered steered(requested("lockers", ChooserKind::byHand));
        for (const char* who : {"main", "main"}) {
            steered.stands();
            steered.let(who);
        }
        steered.stands();
        if (isToStop && !steered.run->setBreakpoints({breakpoint("worker=*/a op=mutex.acquire")}))
            return Scene{};
        if (!steered.run->setChoosing(choosing))
            return Scene{};
        int hits = 0;
        for (Choices now = steered.stands(); now.isToChoose && hits < 9; now = steered.stands(), ++hits) {
            const WorkerChoice* a = now.of(steered.named("main/a"));
            const bool isAhead = now.hit && a && a->stand == Stand::atGate && a->op == Op::mutexAcquire;
            if (!isAhead || !steered.run->setChoosing(choosing))
                return Scene{};
        }
        return hits == (isToStop ? 1 : 0) ? steered.ended() : Scene{};
    };
    const Scene stopped = go(true), without = go(false);
    QVERIFY(stopped.trace && without.trace);
    QCOMPARE(stopped.facts.endingSentence, std::string("finished"));
    QCOMPARE(stopped.lines(), without.lines());
}

void BreakpointsTest::whoIsLetByHandDoesNotStopWhereItStandsAlready() {
    Steered steered(requested("lockers", ChooserKind::byHand));
    for (const char* who : {"main", "main"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    const Choices before = steered.stands();
    QVERIFY(steered.run->setBreakpoints({breakpoint("worker=*/a op=mutex.acquire")}));
    QCOMPARE(steered.let("main/a"), std::string());
    const Choices now = steered.stands();
    QVERIFY(!now.hit);
    QCOMPARE(now.step, before.step + 1);
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

QTEST_APPLESS_MAIN(BreakpointsTest)
#include "BreakpointsTest.moc"
