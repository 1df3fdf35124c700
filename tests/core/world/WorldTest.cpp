// SPDX-License-Identifier: MIT
// What each operation does to a world.
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

std::string textsIn(const MessageLine& line) {
    std::string texts;
    for (const QueuedMessage& message : line)
        texts += (texts.empty() ? "" : " ") + message.text;
    return texts;
}

}  // namespace

class WorldTest : public QObject {
    Q_OBJECT
private slots:
    void workerThatWasNeverHeardOfIsNotThere();
    void calledOperationIsWhatItsWorkerCalls();
    void waitingOperationIsWhatItsWorkerWaitsIn();
    void workerRunsOnceItsOperationIsDoneOrFailed();
    void innerOperationDoesNotHideTheOuterOne();
    void waitBeginsAtItsFirstEventHoweverOftenItIsTold();
    void lineIsInTheOrderInWhichWaitsBegan();
    void waitToldAgainKeepsItsPlaceInLine();
    void stepsCountProgramDepthWithoutCalls();

    void putLiesInTheQueueUntilItIsGot();
    void sentinelIsMarkedAsOne();
    void putIsUnfinishedUntilTaskDone();
    void closedQueueIsClosed();
    void getOutOfTurnIsBelievedAndCounted();
    void getOfWhatWasNeverPutIsCounted();
    void whatAClosedOrUnfinishedQueueForbidsIsCounted();

    void mutexBelongsToWhoAcquiredIt();
    void releasedMutexIsFree();
    void secondOwnerIsBelievedAndCounted();

    void waitGivesItsMutexBackAndTakesItAgain();
    void notifyTellsTheFirstInLine();
    void notifyAllTellsAll();
    void timedOutWaiterLeavesTheLine();

    void loadLeavesACopyWithItsWorkerUntilItStores();

    void variableHoldsWhatItWasMadeWith();
    void variableOfWhichNothingWasToldIsKnownFromItsFirstLoad();
    void startedThreadStandsForItsWorkerOnceItBegan();
    void joinIsRememberedByTheHandle();
    void killedWorkerDiedAndSaysHow();
    void killedProcessTakesItsThreadsAlong();
    void deadWorkerStandsInNoLine();
    void whoIsKilledIsDeadBeforeItsProcessIsToldToBe();

    void operationsWithoutAStateOfTheirOwnChangeNone();
    void absurdNumbersAreIgnored();
};

void WorldTest::workerThatWasNeverHeardOfIsNotThere() {
    const ToldWorld told = worldFrom("a puts 1 in q");
    QVERIFY(told.world.worker(told.workerId("main")) == nullptr);
    QVERIFY(told.world.object(ObjectId{}) == nullptr);
    QCOMPARE(told.world.workers(), std::vector{told.workerId("a")});
}

void WorldTest::calledOperationIsWhatItsWorkerCalls() {
    const ToldWorld told = worldFrom("a would put 3 in q @12");
    QCOMPARE(told.worker("a").doing, Doing::calls);
    QCOMPARE(told.worker("a").op, Op::queuePut);
    QCOMPARE(told.worker("a").object, told.objectId("q"));
    QCOMPARE(told.worker("a").value, 3);
    QCOMPARE(told.trace->names().site(told.worker("a").site)->line, 12u);
    QVERIFY(told.object("q").queue.items.empty());
}

void WorldTest::waitingOperationIsWhatItsWorkerWaitsIn() {
    const ToldWorld told = worldFrom("a puts 1 in q; 5ms pass; a waits to join q");
    QCOMPARE(told.worker("a").doing, Doing::waits);
    QCOMPARE(told.worker("a").op, Op::queueJoin);
    QCOMPARE(told.worker("a").value, 1);
    QCOMPARE(told.worker("a").event, 1u);
    QCOMPARE(told.worker("a").since, told.trace->event(1).endInstant());
}

void WorldTest::workerRunsOnceItsOperationIsDoneOrFailed() {
    const ToldWorld told = worldFrom("a waits to get from q; a fails to get from q: timeout;"
                                     "b waits to sleep; b sleeps");
    for (const char* name : {"a", "b"}) {
        QCOMPARE(told.worker(name).doing, Doing::running);
        QCOMPARE(told.worker(name).op, Op::none);
        QVERIFY(told.worker(name).object.isNone());
        QVERIFY(!told.worker(name).mayTimeOut);
    }
    QVERIFY(told.object("q").line.empty());
}

void WorldTest::innerOperationDoesNotHideTheOuterOne() {
    TraceBuilder builder;
    const WorkerId worker = builder.addWorker("main", WorkerKind::process);
    const ObjectId outer = builder.addObject(ObjectKind::queue, "main/q");
    const ObjectId inner = builder.addObject(ObjectKind::mutex, "main/q/lock");
    builder.tell({.worker = worker, .op = Op::queueGet, .object = outer, .phase = Phase::called});
    builder.tell({.worker = worker,
                  .op = Op::mutexAcquire,
                  .object = inner,
                  .phase = Phase::waits,
                  .depth = Depth::library});
    const ToldWorld within = worldOf(builder.result());
    QCOMPARE(within.worker("main").op, Op::queueGet);
    QCOMPARE(within.object("lock").line, std::vector{worker});
    builder.tell({.worker = worker, .op = Op::mutexAcquire, .object = inner, .depth = Depth::library});
    QCOMPARE(worldOf(builder.result()).worker("main").doing, Doing::calls);
}

void WorldTest::waitBeginsAtItsFirstEventHoweverOftenItIsTold() {
    const ToldWorld told =
        worldFrom("pipe w to r; a waits to send 10 bytes on w; 5ms pass; a waits to send 20 bytes on w");
    QCOMPARE(told.worker("a").since, told.trace->event(0).endInstant());
    QCOMPARE(told.worker("a").event, 0u);
    QCOMPARE(told.worker("a").value, 20);
}

void WorldTest::lineIsInTheOrderInWhichWaitsBegan() {
    const ToldWorld told = worldFrom("b waits to get from q; a waits to get from q; c waits to get from q;"
                                     "a fails to get from q: timeout");
    QCOMPARE(told.object("q").line, (std::vector{told.workerId("b"), told.workerId("c")}));
}

void WorldTest::waitToldAgainKeepsItsPlaceInLine() {
    const ToldWorld told = worldFrom("b waits to get from q; a waits to get from q; b waits to get from q");
    QCOMPARE(told.object("q").line, (std::vector{told.workerId("b"), told.workerId("a")}));
}

void WorldTest::stepsCountProgramDepthWithoutCalls() {
    const ToldWorld told =
        worldFrom("main starts a; a begins; a would put 1 in q; a waits to put 1 in q; a puts 1 in q");
    QCOMPARE(told.world.eventCount(), 5u);
    QCOMPARE(told.world.step(), 3);
    QCOMPARE(told.world.instant(), told.trace->lastInstant());
}

void WorldTest::putLiesInTheQueueUntilItIsGot() {
    const char* const puts = "a puts one in q; b puts two in q; a puts 3 in q;";
    const ToldWorld before = worldFrom(puts);
    QCOMPARE(textsIn(before.object("q").queue.items), std::string("one two 3"));
    QCOMPARE(before.object("q").queue.items[1].sender, before.workerId("b"));
    QCOMPARE(before.object("q").queue.items[2].value, 3);
    const ToldWorld told = worldFrom(std::string(puts) + "c gets from q");
    QCOMPARE(textsIn(told.object("q").queue.items), std::string("two 3"));
    QCOMPARE(told.world.contradictions(), 0u);
}

void WorldTest::sentinelIsMarkedAsOne() {
    const ToldWorld told = worldFrom("a puts 1 in q; a puts sentinel in q");
    QVERIFY(!told.object("q").queue.items[0].isSentinel);
    QVERIFY(told.object("q").queue.items[1].isSentinel);
    QCOMPARE(told.object("q").queue.unfinished, 2);
}

void WorldTest::putIsUnfinishedUntilTaskDone() {
    const ToldWorld told = worldFrom("a puts 1 in q; a puts 2 in q; b gets from q; b ticks q");
    QCOMPARE(told.object("q").queue.unfinished, 1);
    QCOMPARE(told.world.contradictions(), 0u);
    const ToldWorld joined = worldFrom("a puts 1 in q; b gets from q; b ticks q; a joins q");
    QCOMPARE(joined.object("q").queue.unfinished, 0);
    QCOMPARE(joined.world.contradictions(), 0u);
}

void WorldTest::closedQueueIsClosed() {
    QVERIFY(!worldFrom("a puts 1 in q").object("q").queue.isClosed);
    QVERIFY(worldFrom("a closes q").object("q").queue.isClosed);
    QVERIFY(!worldFrom("a would close q").object("q").queue.isClosed);
}

void WorldTest::getOutOfTurnIsBelievedAndCounted() {
    const ToldWorld told = worldFrom("a puts 1 in q; a puts 2 in q; b gets 2 from q");
    QCOMPARE(textsIn(told.object("q").queue.items), std::string("1"));
    QCOMPARE(told.world.contradictions(), 1u);
}

void WorldTest::getOfWhatWasNeverPutIsCounted() {
    TraceBuilder builder;
    const WorkerId worker = builder.addWorker("main", WorkerKind::process);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q");
    builder.tell({.worker = worker, .op = Op::queueGet, .object = queue, .message = MessageId{7}});
    QCOMPARE(worldOf(builder.result()).world.contradictions(), 1u);
}

void WorldTest::whatAClosedOrUnfinishedQueueForbidsIsCounted() {
    QCOMPARE(worldFrom("a closes q; a puts 1 in q").world.contradictions(), 1u);
    QCOMPARE(worldFrom("a puts 1 in q; b joins q").world.contradictions(), 1u);
    QCOMPARE(worldFrom("queue q holds 1; a puts 1 in q; a puts 2 in q").world.contradictions(), 1u);
}

void WorldTest::mutexBelongsToWhoAcquiredIt() {
    const ToldWorld told = worldFrom("a acquires L; b wants L");
    QCOMPARE(told.object("L").mutex.owner, told.workerId("a"));
    QCOMPARE(told.object("L").line, std::vector{told.workerId("b")});
}

void WorldTest::releasedMutexIsFree() {
    QVERIFY(worldFrom("a acquires L; a releases L").object("L").mutex.owner.isNone());
    QCOMPARE(worldFrom("a acquires L; b releases L").world.contradictions(), 1u);
}

void WorldTest::secondOwnerIsBelievedAndCounted() {
    const ToldWorld told = worldFrom("a acquires L; b acquires L");
    QCOMPARE(told.object("L").mutex.owner, told.workerId("b"));
    QCOMPARE(told.world.contradictions(), 1u);
}

void WorldTest::waitGivesItsMutexBackAndTakesItAgain() {
    const std::string waits = "a acquires L; a waits on c with L;";
    const ToldWorld asleep = worldFrom(waits);
    QVERIFY(asleep.object("L").mutex.owner.isNone());
    QCOMPARE(asleep.object("c").condition.mutex, asleep.objectId("L"));
    QCOMPARE(asleep.object("c").condition.sleepers, std::vector{asleep.workerId("a")});
    QCOMPARE(asleep.worker("a").op, Op::conditionWait);
    const ToldWorld awake = worldFrom(waits + "b acquires L; b notifies c; b releases L; a wakes from c");
    QCOMPARE(awake.object("L").mutex.owner, awake.workerId("a"));
    QVERIFY(awake.object("c").condition.notified.empty());
    QCOMPARE(awake.worker("a").doing, Doing::running);
    QCOMPARE(awake.world.contradictions(), 0u);
}

void WorldTest::notifyTellsTheFirstInLine() {
    const ToldWorld told = worldFrom("a waits on c; b waits on c; d notifies c");
    QCOMPARE(told.object("c").condition.notified, std::vector{told.workerId("a")});
    QCOMPARE(told.object("c").condition.sleepers, std::vector{told.workerId("b")});
    QCOMPARE(worldFrom("a notifies c").world.contradictions(), 0u);
}

void WorldTest::notifyAllTellsAll() {
    const ToldWorld told = worldFrom("a waits on c; b waits on c; d notifies all c");
    QCOMPARE(told.object("c").condition.notified, (std::vector{told.workerId("a"), told.workerId("b")}));
    QVERIFY(told.object("c").condition.sleepers.empty());
}

void WorldTest::timedOutWaiterLeavesTheLine() {
    const ToldWorld told =
        worldFrom("a waits on c; b waits on c; a fails to wake from c: timeout; d notifies c");
    QCOMPARE(told.object("c").condition.notified, std::vector{told.workerId("b")});
    QCOMPARE(told.world.contradictions(), 0u);
}

void WorldTest::loadLeavesACopyWithItsWorkerUntilItStores() {
    const ToldWorld told = worldFrom("a loads x as 4; b loads x as 4; a stores 5 in x");
    QCOMPARE(told.object("x").shared.value, 5);
    QCOMPARE(told.object("x").shared.text, std::string("5"));
    QCOMPARE(told.object("x").shared.copies.size(), 1u);
    QCOMPARE(told.object("x").shared.copies.at(told.workerId("b")), 4);
}

void WorldTest::variableHoldsWhatItWasMadeWith() {
    QCOMPARE(worldFrom("shared x holds 7; a would load x as 0").object("x").shared.value, 7);
    const ToldWorld told = worldFrom("shared x holds 7; a loads x as 7; b stores 8 in x");
    QCOMPARE(told.object("x").shared.value, 8);
}

void WorldTest::variableOfWhichNothingWasToldIsKnownFromItsFirstLoad() {
    const ToldWorld untold = worldFrom("a would load x as 0");
    QVERIFY(!untold.object("x").shared.isKnown);
    const ToldWorld told = worldFrom("a loads x as 4");
    QVERIFY(told.object("x").shared.isKnown);
    QCOMPARE(told.object("x").shared.value, 4);
}

void WorldTest::startedThreadStandsForItsWorkerOnceItBegan() {
    QVERIFY(worldFrom("main starts a").object("a").handle.hasStarted);
    const ToldWorld told = worldFrom("main starts a; a begins");
    QCOMPARE(told.object("a").handle.worker, told.workerId("a"));
    QCOMPARE(told.worker("a").doing, Doing::running);
    QVERIFY(!told.object("a").handle.hasEnded);
}

void WorldTest::joinIsRememberedByTheHandle() {
    const ToldWorld told = worldFrom("main forks p; p begins; p ends with 3; main joins p");
    QVERIFY(told.object("p").handle.hasEnded);
    QVERIFY(told.object("p").handle.isJoined);
    QCOMPARE(told.object("p").handle.exitCode, 3);
    QCOMPARE(told.worker("p").doing, Doing::ended);
    QCOMPARE(told.world.contradictions(), 0u);
    QCOMPARE(worldFrom("main starts a; main joins a").world.contradictions(), 1u);
}

void WorldTest::killedWorkerDiedAndSaysHow() {
    const ToldWorld told = worldFrom("main forks p; p begins; main kills p; p dies");
    QCOMPARE(told.worker("p").doing, Doing::died);
    QCOMPARE(told.worker("p").outcome, Outcome::killed);
    QCOMPARE(told.worker("p").exitCode, 137);
    QVERIFY(told.object("p").handle.hasEnded);
}

void WorldTest::killedProcessTakesItsThreadsAlong() {
    const ToldWorld told =
        worldFrom("main forks p; p begins; p starts t; t begins; t waits to get from q; p dies");
    QCOMPARE(told.worker("t").doing, Doing::died);
    QVERIFY(told.object("q").line.empty());
    QCOMPARE(worldFrom("main starts s; s begins; main forks p; p begins; p dies").worker("s").doing,
             Doing::running);
}

void WorldTest::deadWorkerStandsInNoLine() {
    for (const char* text :
         {"process p; p waits to get from q; p dies", "process p; p waits on c; p dies",
          "process p; p waits on c; a notifies c; p dies",
          "process p; p acquires M; p waits on c with M; a acquires M; a notifies c; p wants M; p dies"}) {
        const ToldWorld told = worldFrom(text);
        for (const ObjectId id : told.world.objects()) {
            const ObjectState& object = *told.world.object(id);
            QVERIFY2(object.line.empty(), text);
            QVERIFY2(object.condition.sleepers.empty() && object.condition.notified.empty(), text);
        }
    }
}

void WorldTest::whoIsKilledIsDeadBeforeItsProcessIsToldToBe() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const WorkerId thread = builder.addWorker("main/a", WorkerKind::thread, main);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q", main);
    builder.tell({.worker = thread, .op = Op::queueGet, .object = queue, .phase = Phase::waits});
    builder.tell({.worker = thread,
                  .op = Op::queueGet,
                  .object = queue,
                  .phase = Phase::failed,
                  .outcome = Outcome::killed,
                  .value = 7,
                  .flags = Event::madeByCollector});
    const ToldWorld between = worldOf(builder.result());
    QCOMPARE(between.world.worker(thread)->doing, Doing::died);
    QCOMPARE(between.world.worker(thread)->exitCode, 0);
    QVERIFY(between.world.object(queue)->line.empty());
    builder.tell({.worker = main,
                  .op = Op::processEnd,
                  .outcome = Outcome::killed,
                  .value = 137,
                  .flags = Event::madeByCollector});
    const ToldWorld told = worldOf(builder.result());
    QCOMPARE(told.world.worker(thread)->exitCode, 137);
    QCOMPARE(told.world.worker(main)->doing, Doing::died);
    QCOMPARE(told.world.contradictions(), 0u);
}

void WorldTest::operationsWithoutAStateOfTheirOwnChangeNone() {
    const ToldWorld told =
        worldFrom("main forks p; p begins; a prints hello world; a sleeps; a stalls; a does chew on gum;"
                  "a diverges on q; main terminates p; pipe w to r; a polls r");
    QCOMPARE(told.worker("a").doing, Doing::running);
    QVERIFY(!told.object("p").handle.hasEnded);
    QVERIFY(told.object("q").queue.items.empty());
    QCOMPARE(told.world.contradictions(), 0u);
}

void WorldTest::absurdNumbersAreIgnored() {
    const Trace trace;
    Event event;
    event.op = Op::queuePut;
    event.worker = WorkerId{4000000000};
    event.object = ObjectId{4000000000};
    const World world = after(World(trace.names()), event, "");
    QVERIFY(world.workers().empty() && world.objects().empty());
    QCOMPARE(world.eventCount(), 1u);
}

QTEST_GUILESS_MAIN(WorldTest)
#include "WorldTest.moc"
