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
    void aWaitThatAStrangerMayEndIsNoTrouble();
    void aDeadlockOfSomeIsToldWhoeverEndsTheRun();
    void whoWaitsWhenTheRunIsEndedIsInNoTrouble();
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
    watch.isStill(told.world, [](std::vector<Verdict>& found) { found.clear(); });
    QVERIFY(!watch.takeHit());
    watch.isStill(told.world, [](std::vector<Verdict>&) {});  // who might have ended it is gone
    const auto hit = watch.takeHit();
    QVERIFY(hit && hit->sentence.starts_with("Stuck: main waits to get from q"));
    watch.isStill(told.world, [](std::vector<Verdict>&) {});
    QVERIFY(!watch.takeHit());
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
    free.timeout = Span::millis(800);
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

QTEST_APPLESS_MAIN(BreakpointsTest)
#include "BreakpointsTest.moc"
