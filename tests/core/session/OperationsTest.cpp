// SPDX-License-Identifier: MIT
// Every operation of every primitive, free and held: a row for each outcome that it can have.
#include "core/world/World.h"
#include "tests/core/session/Rows.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

class OperationsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsToldAsItWent_data();
    void anOperationIsToldAsItWent();
    void aTinyRingMakesItsWorkerWaitAndLosesNothing();
    void aLossyRingCountsWhatItDrops();
    void moreThreadsThanASegmentHasSlotsAreAllTold();
    void aForkBesideBusyThreadsIsTold();
    void threadsAndForksOfOthersAreTold();
    void deadlinesComeInTheirOrderAndAtOnce();
    void whatLiesInAQueueAtAForkIsCopiedAndNoMessageTwice();
    void aSendIsStampedAheadOfItsReceive();
    void whoWaitsSaysWhetherItCouldGoButForOthers();
    void theTimeInWhichAllStandStillDoesNotCount();
};

void OperationsTest::anOperationIsToldAsItWent_data() {
    addRows(operationsRows());
}

void OperationsTest::anOperationIsToldAsItWent() {
    checkRow(operationsRows());
}

void OperationsTest::aTinyRingMakesItsWorkerWaitAndLosesNothing() {
    for (const Held held : {Held::no, Held::random}) {
        RunRequest request = requestFor("chatter", held);
        request.ringRecords = 8;
        const Scene scene = play(std::move(request));
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.lost, std::uint64_t(0));
        QCOMPARE(scene.count("queue.put main/q done"), 2000);
        QCOMPARE(scene.count("queue.get main/q done"), 2000);
    }
}

void OperationsTest::aLossyRingCountsWhatItDrops() {
    RunRequest request = requestFor("chatter", Held::no);
    request.ringRecords = 8;
    request.isLossy = true;
    const Scene scene = play(std::move(request));
    QVERIFY(scene.facts.lost > 0);
    QVERIFY(scene.facts.produced > 4000);
}

void OperationsTest::moreThreadsThanASegmentHasSlotsAreAllTold() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = play("manyThreads", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count(" thread.end "), held == Held::no ? 450 : 900);  // held: called as well
        QCOMPARE(scene.count(" queue.get main/gate failed closed"), 150);
    }
}

void OperationsTest::aForkBesideBusyThreadsIsTold() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = play("forkBesideThreads", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count(" print - done ok"), 5);
        QCOMPARE(scene.count(" mutex.release main/m done ok"), 200);
    }
}

void OperationsTest::threadsAndForksOfOthersAreTold() {
    const Scene stranger = play("strangers", Held::no);
    QCOMPARE(stranger.facts.ending, Ending::finished);
    QCOMPARE(stranger.count("queue.put main/q done ok 1"), 1);
    const Scene forked = play("plainFork", Held::no);
    QCOMPARE(forked.facts.ending, Ending::finished);
    QCOMPARE(forked.count("main/fork-1 print - done ok"), 1);
    QCOMPARE(forked.count("main print - done ok"), 2);
}

void OperationsTest::deadlinesComeInTheirOrderAndAtOnce() {
    QVERIFY(play("nap", Held::roundRobin).length < Span::seconds(5));
    const Scene scene = play("deadlines", Held::random);
    std::vector<std::string> woken;
    for (const std::string& line : scene.lines())
        if (line.find("sleep - done") != std::string::npos)
            woken.push_back(line.substr(0, line.find(' ')));
    QCOMPARE(woken, (std::vector<std::string>{"main/after-1", "main/after-2", "main/after-3"}));
}

void OperationsTest::whatLiesInAQueueAtAForkIsCopiedAndNoMessageTwice() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = play("queueAtFork", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        World world(scene.trace->names());
        std::map<std::int64_t, int> received;  // by what was put
        for (std::size_t i = 0; i < scene.trace->size(); ++i) {
            const Event event = scene.trace->event(i);
            world = after(std::move(world), event, scene.trace->text(i));
            if (event.op == Op::queueGet && event.phase == Phase::done && !event.message.isNone())
                ++received[event.value];
        }
        QCOMPARE(world.contradictions(), std::uint64_t(0));
        QCOMPARE(received, (std::map<std::int64_t, int>{{1, 1}, {2, 1}, {3, 1}}));
        QCOMPARE(scene.count("queue.get main/child/q done ok"), 3);
        QCOMPARE(scene.count("queue.get main/child/grandchild/q done ok 1"), 1);
    }
}

void OperationsTest::aSendIsStampedAheadOfItsReceive() {
    RunRequest request = requestFor("politeSender", Held::no);
    request.ringRecords = 16384;  // behind a wait for room in its ring a send is told later than it was
    const Scene scene = play(std::move(request));
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    std::map<std::uint64_t, Instant> sent;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        if (event.phase != Phase::done || event.message.isNone())
            continue;
        if (sendsMessage(event.op))
            sent[event.message.number] = event.endInstant();
        else
            QVERIFY2(sent.at(event.message.number) <= event.endInstant(),
                     std::to_string(event.message.number).c_str());
    }
    QCOMPARE(sent.size(), std::size_t(2000));
}

// After a terminate the keeper lets nobody go until it has taken effect, or has had the time to.
void OperationsTest::whoWaitsSaysWhetherItCouldGoButForOthers() {
    const Scene scene = play("crowd", Held::no);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    World world{scene.trace->names()};
    int waits = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        const ObjectState* queue = world.object(event.object);
        if (event.phase == Phase::waits && (event.op == Op::queueGet || event.op == Op::queuePut)) {
            ++waits;
            const std::size_t items = queue ? queue->queue.items.size() : 0;
            const bool couldGo = event.op == Op::queueGet ? items > 0 : items < 2;
            QCOMPARE((event.flags & Event::isBehindOthers) != 0, couldGo);
        }
        world = after(std::move(world), event, scene.trace->text(i));
    }
    QVERIFY(waits > 0);
}

void OperationsTest::theTimeInWhichAllStandStillDoesNotCount() {
    const Scene scene = play("killsThatAreIgnored", Held::roundRobin);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.facts.ending, Ending::finished);
    QVERIFY(scene.length > Span::millis(800));  // a signal that ends nobody is awaited for 200 ms
    QVERIFY2(scene.trace->lastInstant().ns < Span::millis(400).ns,
             std::to_string(scene.trace->lastInstant().ns).c_str());
    std::int64_t last = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        if (event.phase != Phase::done || event.depth != Depth::program)
            continue;
        QVERIFY2(event.end >= last, std::string(nameOf(event.op)).c_str());
        last = event.end;
    }
}

QTEST_APPLESS_MAIN(OperationsTest)
#include "OperationsTest.moc"
