// SPDX-License-Identifier: MIT
// What each operation on locks, semaphores, flags, barriers, pools and ordered queues does to a world.
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

class SyncWorldTest : public QObject {
    Q_OBJECT
private slots:
    void exchangeThatFindsAnotherValueLeavesACopyOfIt();

    void recursiveMutexKnowsHowOftenItIsHeld();
    void semaphoreKnowsWhatIsLeft();
    void semaphoreThatGivesMoreThanThereIsIsCounted();
    void barrierKnowsWhoHasComeAndWhetherItIsBroken();
    void readersAndWriterAreKnown();
    void lastInIsFirstOutOfALifoQueue();
    void priorityQueueKnowsWhoLeavesNext();
    void resultLiesInItsFutureUntilItIsGot();
};

void SyncWorldTest::exchangeThatFindsAnotherValueLeavesACopyOfIt() {
    const ToldWorld told =
        worldFrom("a stores 3 in x; b fails to shared.compare_exchange x giving 3: refused;"
                  "a shared.compare_exchange x giving 4; a shared.fetch_add x giving 6");
    QCOMPARE(told.object("x").shared.value, 6);
    QCOMPARE(told.object("x").shared.copies.size(), 1u);
    QCOMPARE(told.object("x").shared.copies.at(told.workerId("b")), 3);
}

void SyncWorldTest::recursiveMutexKnowsHowOftenItIsHeld() {
    const std::string twice = "recursive-mutex R; a acquires R giving 1; a acquires R giving 2;";
    const ToldWorld told = worldFrom(twice + "a releases R giving 1");
    QCOMPARE(told.object("R").mutex.owner, told.workerId("a"));
    QCOMPARE(told.object("R").mutex.depth, 1);
    QVERIFY(worldFrom(twice + "a releases R giving 1; a releases R").object("R").mutex.owner.isNone());
    QCOMPARE(told.world.contradictions(), 0u);
    QCOMPARE(worldFrom(twice + "b acquires R giving 1").world.contradictions(), 1u);
}

void SyncWorldTest::semaphoreKnowsWhatIsLeft() {
    const std::string taken = "semaphore s holds 2; a semaphore.acquire s giving 1;";
    QCOMPARE(worldFrom(taken).object("s").semaphore.value, 1);
    const ToldWorld told = worldFrom(taken + "b semaphore.release s giving 4");
    QCOMPARE(told.object("s").semaphore.value, 4);
    QCOMPARE(told.world.contradictions(), 0u);
}

void SyncWorldTest::semaphoreThatGivesMoreThanThereIsIsCounted() {
    const ToldWorld told = worldFrom("semaphore s holds 1; a semaphore.acquire s; b semaphore.acquire s");
    QCOMPARE(told.object("s").semaphore.value, 0);
    QCOMPARE(told.world.contradictions(), 1u);
}

void SyncWorldTest::barrierKnowsWhoHasComeAndWhetherItIsBroken() {
    const std::string waiting = "barrier b holds 3; a waits to barrier.wait b; c waits to barrier.wait b;";
    QCOMPARE(worldFrom(waiting).object("b").arrived(), 2);
    const ToldWorld whole = worldFrom(waiting + "d barrier.wait b giving 2; a barrier.wait b");
    QCOMPARE(whole.object("b").arrived(), 0);
    QCOMPARE(whole.object("b").letGo, std::vector{whole.workerId("c")});
    const ToldWorld broken =
        worldFrom(waiting + "a fails to barrier.wait b: timeout;"
                            "c fails to barrier.wait b: broken; d fails to barrier.wait b: broken");
    QVERIFY(broken.object("b").barrier.isBroken && broken.object("b").letGo.empty());
    QVERIFY(!worldFrom(waiting + "d barrier.abort b; d barrier.reset b").object("b").barrier.isBroken);
    QCOMPARE(whole.world.contradictions() + broken.world.contradictions(), 0u);
    QCOMPARE(worldFrom("barrier b holds 2; a barrier.wait b").world.contradictions(), 1u);
}

void SyncWorldTest::readersAndWriterAreKnown() {
    const std::string read = "rwlock l holds 1; a rwlock.acquire_read l; b rwlock.acquire_read l;"
                             "c waits to rwlock.acquire_write l;";
    const ToldWorld reading = worldFrom(read);
    QCOMPARE(reading.object("l").readers.reading,
             (std::vector{reading.workerId("a"), reading.workerId("b")}));
    QCOMPARE(reading.object("l").readers.toWrite, std::vector{reading.workerId("c")});
    const ToldWorld writing =
        worldFrom(read + "a rwlock.release_read l; b rwlock.release_read l; c rwlock.acquire_write l");
    QCOMPARE(writing.object("l").mutex.owner, writing.workerId("c"));
    QVERIFY(writing.object("l").readers.reading.empty() && writing.object("l").readers.toWrite.empty());
    QCOMPARE(writing.world.contradictions(), 0u);
    QCOMPARE(worldFrom(read + "c rwlock.acquire_write l").world.contradictions(), 1u);
}

void SyncWorldTest::lastInIsFirstOutOfALifoQueue() {
    const ToldWorld told =
        worldFrom("lifo-queue q; a puts 1 in q; a puts 2 in q; a puts 3 in q; b gets 3 from q");
    QCOMPARE(textsIn(told.object("q").queue.items), std::string("2 1"));
    QCOMPARE(told.world.contradictions(), 0u);
    QCOMPARE(worldFrom("lifo-queue q; a puts 1 in q; a puts 2 in q; b gets 1 from q").world.contradictions(),
             1u);
}

void SyncWorldTest::priorityQueueKnowsWhoLeavesNext() {
    const ToldWorld told = worldFrom("priority-queue q; a puts low in q giving 0; a puts high in q giving 0;"
                                     "a puts middle in q giving 1; b gets high from q");
    QCOMPARE(textsIn(told.object("q").queue.items), std::string("middle low"));
    QCOMPARE(told.world.contradictions(), 0u);
}

void SyncWorldTest::resultLiesInItsFutureUntilItIsGot() {
    const std::string set = "a pool.submit job in p; w pool.take from p; w future.set 42 in f;";
    QCOMPARE(textsIn(worldFrom(set).object("f").queue.items), std::string("42"));
    QVERIFY(worldFrom(set).object("p").queue.items.empty());
    const ToldWorld told = worldFrom(set + "a future.get from f");
    QVERIFY(told.object("f").flag.isSet && told.object("f").queue.items.empty());
    QCOMPARE(told.world.contradictions(), 0u);
}

QTEST_GUILESS_MAIN(SyncWorldTest)
#include "SyncWorldTest.moc"
