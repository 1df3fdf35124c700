// SPDX-License-Identifier: MIT
// Every operation of every primitive, free and held: a row for each outcome that it can have.
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

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
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("times");
    struct Row {
        const char* scene;
        const char* line;
        int times;
    };
    const Row rows[] = {
        {"mutexes", "main mutex.acquire main/m done ok", 1},
        {"mutexes", "main mutex.acquire main/m failed refused", 1},
        {"mutexes", "main mutex.acquire main/m failed timeout", 1},
        {"mutexes", "main/waiter mutex.acquire main/m waits", 1},
        {"mutexes", "main/waiter mutex.acquire main/m done ok", 1},
        {"mutexes", "mutex.release main/m done ok", 2},
        {"mutexes", "mutex.release main/m failed invalid", 1},
        {"mutexes", "main thread.start main/waiter done ok", 1},
        {"mutexes", "main/waiter thread.end main/waiter done ok", 1},
        {"mutexes", "main thread.join main/waiter done ok", 1},
        {"mutexes", "main sleep - done ok", 1},
        {"conditions", "main condition.notify main/c done ok 0", 1},
        {"conditions", "main condition.wait main/c failed timeout", 1},
        {"conditions", "main/sleeper condition.wait main/c waits", 1},
        {"conditions", "main condition.notify_all main/c done ok 1", 1},
        {"conditions", "main/sleeper condition.wait main/c done ok", 1},
        {"queues", "main queue.get main/q failed empty", 1},
        {"queues", "main queue.get main/q failed timeout", 1},
        {"queues", "main queue.put main/q done ok 7", 1},
        {"queues", "main queue.put main/q failed full 8", 1},
        {"queues", "main queue.put main/q failed timeout 9", 1},
        {"queues", "main/consumer queue.get main/q done ok 7", 1},
        {"queues", "main/consumer queue.task_done main/q done ok 0", 1},
        {"queues", "main/consumer queue.task_done main/q failed invalid", 1},
        {"queues", "main queue.join main/q done ok", 1},
        {"queues", "main queue.close main/q done ok", 1},
        {"queues", "main queue.put main/q failed closed 1", 1},
        {"queues", "main queue.get main/q failed closed", 1},
        {"processQueues", "main queue.get main/pq failed empty", 1},
        {"processQueues", "main queue.get main/pq failed timeout", 1},
        {"processQueues", "main queue.put main/pq done ok 7", 1},
        {"processQueues", "main queue.put main/pq failed full 8", 1},
        {"processQueues", "main queue.put main/pq failed timeout 9", 1},
        {"processQueues", "main/consumer queue.get main/pq done ok 7", 1},
        {"processQueues", "main/consumer queue.task_done main/pq done ok 0", 1},
        {"processQueues", "main/giver queue.put main/pq done ok 3", 1},
        {"processQueues", "main queue.get main/pq done ok 3", 1},
        {"processQueues", "main queue.flush main/pq failed invalid", 1},
        {"processQueues", "main queue.close main/pq done ok", 1},
        {"processQueues", "main queue.put main/pq failed closed 1", 1},
        {"processQueues", "main queue.get main/pq failed closed", 1},
        {"processQueues", "main queue.flush main/pq done ok", 1},
        {"sharedAndPrint", "main shared.load main/s done ok 3", 1},
        {"sharedAndPrint", "main shared.store main/s done ok 4", 1},
        {"sharedAndPrint", "print - done ok", 1},
        {"pipes", "main pipe.poll main/p.recv done ok 0", 1},
        {"pipes", "main pipe.recv main/p.recv failed timeout", 1},
        {"pipes", "main pipe.send main/p.recv failed invalid", 1},
        {"pipes", "main/child pipe.send main/p.send done ok 14", 1},
        {"pipes", "main pipe.recv main/p.recv done ok 14", 1},
        {"pipes", "main pipe.recv main/p.recv failed eof", 1},
        {"pipes", "main pipe.close main/p.send done ok", 1},
        {"pipes", "main/child pipe.close main/p.recv done ok", 1},
        {"pipes", "main process.start main/child done ok", 1},
        {"pipes", "main/child process.end main/child done ok 3", 1},
        {"pipes", "main process.join main/child done ok 3", 1},
        {"pipes", "main process.kill main/child failed invalid", 1},
        {"fullSockets", "main/sender pipe.send main/p.b failed broken", 1},
        {"unclosed", "main pipe.recv main/p.recv failed eof", 1},
        {"processes", "main process.kill main/killed done ok", 1},
        {"processes", "main process.join main/killed done ok 137", 1},
        {"processes", "main/thrower process.end main/thrower failed error 1", 1},
        {"processes", "main process.join main/thrower done ok 1", 1},
        {"tcp", "main tcp.listen main/l done ok 128", 1},
        {"tcp", "main tcp.listen main/second failed error 128", 1},
        {"tcp", "main tcp.accept main/l failed timeout 0", 1},
        {"tcp", "main tcp.set_option main/s done ok 1", 1},
        {"tcp", "main tcp.connect main/s done ok", 1},
        {"tcp", "main tcp.accept main/l done ok", 1},
        {"tcp", "main tcp.send main/s done ok 4", 1},
        {"tcp", "main tcp.send_all main/s done ok 4", 1},
        {"tcp", "main tcp.recv main/c done ok 3", 1},
        {"tcp", "main tcp.recv main/c done ok 5", 1},
        {"tcp", "main tcp.recv main/c failed timeout 0", 1},
        {"tcp", "main tcp.shutdown main/s done ok 1", 1},
        {"tcp", "main tcp.send main/s failed broken 0", 1},
        {"tcp", "main tcp.recv main/c failed eof 0", 1},
        {"tcp", "main/child tcp.recv main/s waits", 1},
        {"tcp", "main tcp.send_all main/c done ok 4", 1},
        {"tcp", "main/child tcp.recv main/s done ok 4", 1},
        {"tcp", "main tcp.close main/l done ok", 1},
        {"tcp", "main tcp.close main/l failed invalid", 1},
        {"tcp", "main tcp.connect main/late failed refused", 1},
        {"broken", "main pipe.send main/p.send failed broken", 1},
        {"throwing", "main/thrower thread.end main/thrower failed error", 1},
    };
    // Free, its parent may reap it before anybody else has seen how it ended.
    QTest::newRow("held, a kill") << Held::random << "processes"
                                  << "main/killed process.end main/killed done killed 137" << 1;
    for (const Held held : {Held::roundRobin, Held::random})
        QTest::addRow("held %d, sockets take 64 KiB", static_cast<int>(held))
            << held << "fullSockets"
            << "main/sender pipe.send main/p.b waits ok 65536" << 1;
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const Row& row : rows)
            QTest::addRow("%s, %s",
                          held == Held::no       ? "free"
                          : held == Held::random ? "random"
                                                 : "by turns",
                          row.line)
                << held << row.scene << row.line << row.times;
}

void OperationsTest::anOperationIsToldAsItWent() {
    QFETCH(Held, held);
    QFETCH(QString, scene);
    QFETCH(QString, line);
    static std::map<std::pair<QString, Held>, Scene> played;  // one run serves all its rows
    const auto [found, isNew] = played.try_emplace({scene, held});
    if (isNew)
        found->second = play(scene.toStdString(), held);
    QVERIFY2(found->second.whatIsWrong().empty(), found->second.whatIsWrong().c_str());
    const int times = found->second.count(line.toStdString());
    if (line.contains("waits"))  // in held modes a wait may be told more than once
        QVERIFY(times >= 1);
    else
        QTEST(times, "times");
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
