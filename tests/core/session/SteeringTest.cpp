// SPDX-License-Identifier: MIT
// A run that is steered while it goes on: stepped by hand, switched, stopped where a breakpoint is hit.
#include "tests/core/session/Steered.h"

#include <QTest>
#include <csignal>
#include <ctime>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

namespace {

RunRequest requested(const std::string& scene, ChooserKind kind, const std::string& more = "rounds=10") {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor(scene, Held::no);
    request.command = {build / "lib/heddle/tests/TestSteered", "scene=" + scene, more};
    request.choosing.kind = kind;
    return request;
}

RunRequest byHand(const std::string& scene) {
    return requested(scene, ChooserKind::byHand);
}

const WorkerChoice& of(const Choices& choices, WorkerId worker) {
    static const WorkerChoice none;
    const WorkerChoice* found = choices.of(worker);
    return found ? *found : none;
}

double cpuMsOfThisProcess() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Breakpoint breakpoint(const std::string& words) {
    return breakpointFrom(words).value();
}

}  // namespace

class SteeringTest : public QObject {
    Q_OBJECT
private slots:
    void byHandNobodyGoesUntilLetAndThenOneDoesOneOperation();
    void whoWouldWaitMayBeLetAndThenWaits();
    void whoCannotBeChosenIsSaidInOneSentence();
    void aSleeperIsLetGoAheadOfItsTime();
    void standingCostsNoProcessor();
    void whatOneThinksIsNotOfTheRunsTimeout();
    void aRunByHandIsReplayed();
    void theChooserChangesInTheMiddle();
    void aFreeRunIsHeldAndLetFreeAgain();
    void whoWaitedFreeIsNotWokenPastTheKeeper();
    void whereAllSleepInTheKernelAHeldRunIsStuckAsWell();
    void aRunStandsAlsoWhereItsOnlyWorkerIsAside();
    void aRunThatWasHeldFirstIsFollowedAsFarAsItWasHeld();
    void aRunStandsWhereABreakpointIsHit();
    void aBreakpointEndsAReplay();
    void aRunStandsWhereTroubleBegins();
    void libraryDepthIsSteppedWhenAskedFor();
    void whoIsStoppedWhileItStandsLeavesNothing();
};

// Threads a and b stand before the mutex, and main before the first join.
void SteeringTest::byHandNobodyGoesUntilLetAndThenOneDoesOneOperation() {
    Steered steered(byHand("lockers"));
    QCOMPARE(steered.stands().workers.size(), std::size_t(1));
    QCOMPARE(steered.stands().step, std::int64_t(0));
    QCOMPARE(steered.let("main"), std::string());
    Choices now = steered.stands();
    QCOMPARE(steered.let("main"), std::string());
    now = steered.stands();
    const WorkerId a = steered.named("main/a"), b = steered.named("main/b");
    QCOMPARE(of(now, a).stand, Stand::atGate);
    QCOMPARE(of(now, a).op, Op::mutexAcquire);
    QCOMPARE(of(now, a).ability, Ability::go);
    const std::uint64_t before = now.events;
    const std::uint64_t same = steered.run->awaitChange(now.version, Span::millis(100)).events;
    QCOMPARE(same, before);
    QCOMPARE(steered.let("main/b"), std::string());
    now = steered.stands();
    QCOMPARE(now.events, before + 2);  // done, and called again
    QCOMPARE(of(now, b).op, Op::sharedLoad);
    QCOMPARE(of(now, a).ability, Ability::wait);
    QVERIFY(steered.stepOn() > 5);
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

void SteeringTest::whoWouldWaitMayBeLetAndThenWaits() {
    Steered steered(byHand("lockers"));
    for (const char* who : {"main", "main", "main/a", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    const Choices now = steered.stands();
    QCOMPARE(of(now, steered.named("main/b")).stand, Stand::waiting);
    QCOMPARE(of(now, steered.named("main/b")).ability, Ability::no);
    QVERIFY(steered.stepOn() > 5);
    const Scene scene = steered.ended();
    QCOMPARE(scene.count("main/b mutex.acquire main/m waits"), 1);
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
}

void SteeringTest::whoCannotBeChosenIsSaidInOneSentence() {
    Steered steered(byHand("lockers"));
    for (const char* who : {"main", "main", "main/a", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    steered.stands();
    QVERIFY(of(steered.stands(), steered.named("main/b")).obstacle() == Obstacle::sameAgain);
    QCOMPARE(steered.let("main/b"), std::string("main/b cannot be chosen just now"));
    QVERIFY(!steered.run->let({77}));
    QCOMPARE(steered.run->let({77}).error().sentence, std::string("worker 77 is not there just now"));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    steered.run->wait();
    QCOMPARE(steered.let("main/b"), std::string("the run has ended"));
    RunRequest slow = requested("lockers", ChooserKind::roundRobin);
    slow.operationsPerSecond = 0.01;  // it has not ended when it is asked
    Steered other(std::move(slow));
    QCOMPARE(other.let("main"), std::string("the run is not stepped just now"));
    other.run->stop();
}

void SteeringTest::aSleeperIsLetGoAheadOfItsTime() {
    Steered steered(byHand("sleepers"));
    for (const char* who : {"main", "main", "main/later", "main/sooner"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    Choices now = steered.stands();
    QCOMPARE(of(now, steered.named("main/sooner")).ability, Ability::fire);
    QCOMPARE(of(now, steered.named("main/later")).ability, Ability::no);
    QVERIFY(of(now, steered.named("main/later")).obstacle() == Obstacle::otherTime);
    QCOMPARE(steered.let("main/later"), std::string("main/later cannot be chosen just now"));
    QCOMPARE(steered.let("main/sooner"), std::string());  // main could go
    now = steered.stands();
    QCOMPARE(of(now, steered.named("main")).op, Op::sharedStore);
    QCOMPARE(of(now, steered.named("main/later")).ability, Ability::fire);
    QVERIFY(steered.stepOn() > 3);
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    RunRequest again = byHand("sleepers");
    again.replay = ReplayOrder{scene.facts.schedule, {}};
    const Scene replayed = play(std::move(again));
    QCOMPARE(replayed.facts.endingSentence, std::string("finished"));
    QCOMPARE(replayed.lines(), scene.lines());
}

void SteeringTest::standingCostsNoProcessor() {
    Steered steered(byHand("lockers"));
    const Choices now = steered.stands();
    const double before = cpuMsOfThisProcess();
    steered.run->awaitChange(now.version, Span::seconds(2));
    const double used = cpuMsOfThisProcess() - before;
    QVERIFY2(used < 100, qPrintable(QString::number(used)));  // a turn every 10 ms, and nothing between
    QCOMPARE(steered.run->choices().version, now.version);
    steered.run->stop();
    QCOMPARE(steered.ended().facts.ending, Ending::stopped);
}

void SteeringTest::whatOneThinksIsNotOfTheRunsTimeout() {
    RunRequest request = byHand("lockers");
    request.timeout = Span::millis(1500);
    Steered steered(std::move(request));
    const Choices now = steered.stands();
    steered.run->awaitChange(now.version, Span::millis(2500));
    QVERIFY(steered.stepOn() > 5);
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

void SteeringTest::aRunByHandIsReplayed() {
    Steered steered(byHand("busy"));
    QVERIFY(steered.stepOn() > 100);
    const Scene scene = steered.ended();
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QCOMPARE(scene.facts.chooser, std::string("hand"));
    RunRequest again = byHand("busy");
    again.replay = ReplayOrder{scene.facts.schedule, {}};
    const Scene replayed = play(std::move(again));
    QCOMPARE(replayed.facts.endingSentence, std::string("finished"));
    QCOMPARE(replayed.lines(), scene.lines());
    RunRequest half = byHand("busy");
    half.replay = ReplayOrder{scene.facts.schedule, 50};
    Steered branch(std::move(half));
    QCOMPARE(branch.stands().step, std::int64_t(50));
    QVERIFY(branch.stepOn() > 50);
    QCOMPARE(branch.ended().facts.endingSentence, std::string("finished"));
}

void SteeringTest::theChooserChangesInTheMiddle() {
    Steered steered(byHand("busy"));
    QCOMPARE(steered.stepOn(20), 20);
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::random, .seed = 3}, 1000));
    QVERIFY(steered.awaits([](const Choices& now) { return now.step > 60; }));
    QCOMPARE(steered.run->choices().operationsPerSecond, std::optional(1000.0));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::byHand}));
    QCOMPARE(steered.stepOn(5), 5);
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::pct, .seed = 4}));
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.facts.chooser, std::string("several"));
    QCOMPARE(scene.facts.mode, std::string("held"));
    RunRequest again = byHand("busy");
    again.replay = ReplayOrder{scene.facts.schedule, {}};
    QCOMPARE(play(std::move(again)).lines(), scene.lines());
}

void SteeringTest::aFreeRunIsHeldAndLetFreeAgain() {
    for (int rounds : {2000, 4000}) {
        Steered steered(requested("busy", ChooserKind::none, "rounds=" + std::to_string(rounds)));
        int switches = 0, steps = 0;
        while (!steered.run->choices().isOver) {
            if (!steered.run->setChoosing({.kind = ChooserKind::byHand}))
                break;
            const int taken = steered.stepOn(7);
            QVERIFY(taken >= 0);
            steps += taken;
            switches += taken == 7 ? 1 : 0;
            const std::int64_t seen = steered.run->trace()->steps();
            if (!steered.run->setChoosing({}))
                break;
            const Instant limit = monotonicNow() + patience;
            while (steered.run->trace()->steps() < seen + 400 && !steered.run->choices().isOver &&
                   monotonicNow() < limit)
                steered.run->awaitChange(steered.run->choices().version, Span::millis(1));
            QVERIFY(monotonicNow() < limit);
        }
        const Scene scene = steered.ended();
        QCOMPARE(scene.facts.endingSentence, std::string("finished"));
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(switches >= 3, qPrintable(QString::number(switches)));
        QCOMPARE(scene.facts.mode, std::string("mixed"));
        QVERIFY(scene.facts.schedule.empty());
        QCOMPARE(scene.count("main/echo pipe.send main/back.send done ok 1"), rounds);
    }
}

void SteeringTest::whoWaitedFreeIsNotWokenPastTheKeeper() {
    Steered steered(requested("keeper", ChooserKind::none));
    const auto waits = [&] {
        Scene scene;
        scene.trace = steered.run->trace();
        return scene.count("main/a mutex.acquire main/m waits") > 0;
    };
    for (int i = 0; i < 2000 && !waits(); ++i)
        steered.run->awaitChange(steered.run->choices().version, Span::millis(1));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::byHand}));
    Choices now = steered.stands();
    const WorkerId main = steered.named("main"), a = steered.named("main/a");
    QCOMPARE(of(now, a).ability, Ability::no);
    bool isReleased = false;
    for (int i = 0; i < 5000 && !isReleased; ++i) {
        isReleased = of(now, main).op == Op::mutexRelease;
        QCOMPARE(steered.let("main"), std::string());
        now = steered.stands();
    }
    QVERIFY(isReleased);
    QCOMPARE(of(now, a).stand, Stand::waiting);
    QCOMPARE(of(now, a).ability, Ability::go);
    QVERIFY(steered.stepOn() > 2);
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

// Held ahead of the free run's own look. Where that came first the test shows nothing, and passes.
void SteeringTest::whereAllSleepInTheKernelAHeldRunIsStuckAsWell() {
    RunRequest request = requested("lonely", ChooserKind::none);
    request.timeout = patience;
    Steered steered(std::move(request));
    const Instant limit = monotonicNow() + patience;
    while (steered.run->status().waiting == 0 && monotonicNow() < limit)
        steered.run->awaitChange(steered.run->choices().version, Span::millis(1));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}) || steered.run->choices().isOver);
    const Scene scene = steered.ended();
    QVERIFY2(scene.facts.ending == Ending::stuck, scene.facts.endingSentence.c_str());
}

void SteeringTest::aRunStandsAlsoWhereItsOnlyWorkerIsAside() {
    Steered steered(byHand("outside"));
    steered.stands();
    QCOMPARE(steered.let("main"), std::string());
    const WorkerId main = steered.named("main");
    QVERIFY(steered.awaits(
        [&](const Choices& now) { return now.isToChoose && of(now, main).stand == Stand::aside; }));
    steered.run->stop();
    QCOMPARE(steered.ended().facts.ending, Ending::stopped);
}

void SteeringTest::aRunThatWasHeldFirstIsFollowedAsFarAsItWasHeld() {
    Steered steered(byHand("busy"));
    QCOMPARE(steered.stepOn(30), 30);
    const std::int64_t step = steered.stands().step;
    QVERIFY(steered.run->setChoosing({}));
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.facts.mode, std::string("mixed"));
    QCOMPARE(scene.facts.letFreeAfterStep, std::optional(step));
    RunRequest again = byHand("busy");
    again.replay = ReplayOrder{scene.facts.schedule, step};
    Steered branch(std::move(again));
    QCOMPARE(branch.stands().step, step);
    QVERIFY(branch.stepOn() > 30);
    QCOMPARE(branch.ended().facts.endingSentence, std::string("finished"));
}

void SteeringTest::aRunStandsWhereABreakpointIsHit() {
    RunRequest request = requested("lockers", ChooserKind::roundRobin);
    request.breakpoints = {breakpoint("op=shared.store worker=*/b")};
    Steered steered(std::move(request));
    Choices now = steered.stands();
    QVERIFY(now.hit.has_value());
    QCOMPARE(now.hit->words, std::string("op=shared.store worker=*/b"));
    QCOMPARE(*now.hit->event, now.events - 1);
    QCOMPARE(of(now, steered.named("main/b")).op, Op::sharedStore);  // it stands before it
    QVERIFY(now.isStepped());
    QCOMPARE(steered.let("main/b"), std::string());
    QVERIFY(!steered.stands().hit);  // that it is done is not another hit
    QVERIFY(steered.run->setBreakpoints({breakpoint("op=thread.join phase=done")}));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    now = steered.stands();
    QVERIFY(now.hit.has_value());
    QCOMPARE(now.hit->words, std::string("op=thread.join phase=done"));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    QVERIFY(steered.stands().hit.has_value());  // the other join
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
    QVERIFY(!breakpointFrom(" "));
    QVERIFY(!breakpointFrom("op=nonsense"));
}

void SteeringTest::aBreakpointEndsAReplay() {
    const Scene scene = play(requested("busy", ChooserKind::random));
    RunRequest again = requested("busy", ChooserKind::random);
    again.replay = ReplayOrder{scene.facts.schedule, {}};
    again.breakpoints = {breakpoint("object=q op=queue.get")};
    Steered steered(std::move(again));
    QVERIFY(steered.stands().hit.has_value());
    QVERIFY(steered.stands().step < scene.trace->steps());
    QVERIFY(steered.stepOn() > 10);
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

void SteeringTest::aRunStandsWhereTroubleBegins() {
    RunRequest request = byHand("crossed");
    request.breakpoints = {breakpoint("trouble")};
    Steered steered(std::move(request));
    for (const char* who : {"main", "main", "main/a", "main/b", "main/a"}) {
        QVERIFY(!steered.stands().hit);
        QCOMPARE(steered.let(who), std::string());
    }
    QVERIFY(!steered.stands().hit);
    QCOMPARE(steered.let("main/b"), std::string());  // main could go on for long
    const Choices now = steered.stands();
    QVERIFY(now.hit.has_value());
    QVERIFY(!now.hit->event);
    QCOMPARE(now.hit->sentence,
             std::string("Deadlock: a holds one and waits for other; b holds other and waits for one."));
    QVERIFY(steered.run->setChoosing({.kind = ChooserKind::roundRobin}));
    QCOMPARE(steered.ended().facts.ending, Ending::stuck);
}

void SteeringTest::libraryDepthIsSteppedWhenAskedFor() {
    for (const Depth depth : {Depth::program, Depth::library}) {
        RunRequest request = byHand("busy");
        request.steps = depth;
        Steered steered(std::move(request));
        bool wasChoosable = false;
        for (Choices now = steered.stands(); now.isToChoose; now = steered.stands()) {
            for (const WorkerChoice& one : now.workers)
                wasChoosable |= one.canBeChosen() && one.depth != Depth::program;
            QVERIFY(steered.stepOn(1) == 1);
        }
        const Scene scene = steered.ended();
        QCOMPARE(scene.facts.endingSentence, std::string("finished"));
        QCOMPARE(wasChoosable, depth == Depth::library);
        RunRequest again = byHand("busy");
        again.replay = ReplayOrder{scene.facts.schedule, {}};
        QCOMPARE(play(std::move(again)).lines(), scene.lines());
    }
}

void SteeringTest::whoIsStoppedWhileItStandsLeavesNothing() {
    Steered steered(byHand("busy"));
    QCOMPARE(steered.stepOn(25), 25);
    const std::int32_t pid = steered.run->status().pid;
    steered.run.reset();
    QVERIFY(::kill(pid, 0) != 0);
}

QTEST_APPLESS_MAIN(SteeringTest)
#include "SteeringTest.moc"
