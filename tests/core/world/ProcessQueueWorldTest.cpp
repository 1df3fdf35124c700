// SPDX-License-Identifier: MIT
// A queue between processes: what it holds, what its feeders have, and who may go on.
#include "core/world/World.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

namespace {

// Two processes with a feeder each, and a third that gets.
class Bench {
public:
    Bench() {
        main = builder.addWorker("main", WorkerKind::process);
        a = builder.addWorker("main/a", WorkerKind::process, main);
        b = builder.addWorker("main/b", WorkerKind::process, main);
        feederA = builder.addWorker("main/a/q.feeder", WorkerKind::thread, a, Depth::library);
        feederB = builder.addWorker("main/b/q.feeder", WorkerKind::thread, b, Depth::library);
        queue = builder.addObject(ObjectKind::processQueue, "main/q", main, 2);
    }

    void tell(WorkerId worker, Op op, Phase phase = Phase::done, std::int64_t value = 0,
              MessageId message = {}, Outcome outcome = Outcome::ok) {
        builder.tell({.worker = worker,
                      .op = op,
                      .object = queue,
                      .phase = phase,
                      .outcome = outcome,
                      .value = value,
                      .message = message,
                      .depth = op == Op::queuePut || op == Op::queueGet ? Depth::program : Depth::library});
    }
    MessageId put(WorkerId worker) {
        const MessageId message = builder.newMessage();
        tell(worker, Op::roomAcquire);
        tell(worker, Op::queuePut, Phase::done, 7, message);
        return message;
    }
    void take(WorkerId feeder, MessageId message) { tell(feeder, Op::queueTake, Phase::done, 7, message); }
    void write(WorkerId feeder, MessageId message) { tell(feeder, Op::pipeWrite, Phase::done, 28, message); }
    void get(WorkerId worker, MessageId message) {
        tell(worker, Op::pipeRead, Phase::done, 28, message);
        tell(worker, Op::roomRelease);
        tell(worker, Op::queueGet, Phase::done, 7, message);
    }
    void waits(WorkerId worker, Op op, std::int64_t progress = 0) {
        tell(worker, op, Phase::waits, progress);
    }
    void kill(WorkerId worker) {
        builder.tell({.worker = worker,
                      .op = Op::processEnd,
                      .object = builder.handleOf(worker),
                      .outcome = Outcome::killed,
                      .value = 137});
    }

    World world() {
        World world{builder.trace().names()};
        for (std::size_t i = 0; i < builder.trace().size(); ++i)
            world = after(std::move(world), builder.trace().event(i), builder.trace().text(i));
        return world;
    }
    QueueState state() { return world().object(queue)->queue; }
    Possible possible(WorkerId worker) { return world().possible(worker); }

    TraceBuilder builder;
    WorkerId main, a, b, feederA, feederB;
    ObjectId queue;
};

}  // namespace

class ProcessQueueWorldTest : public QObject {
    Q_OBJECT
private slots:
    void itHoldsWhatWasPutAndNotGot();
    void itemsOfSeveralProcessesMayPassEachOther();
    void aFeederMayGoWhenItsOwnBufferHolds();
    void aGetMayGoWhenThePipeHoldsNotWhenABufferDoes();
    void aPutMayGoWhenThereIsRoom();
    void aFullPipeIsFullUntilItIsRead();
    void withinALargeMessageNobodyElseReadsOrWrites();
    void aFlushIsOverWhenItsFeederHasEnded();
    void aKilledProcessTakesItsBufferAlong();
    void eachProcessClosesForItself();
};

void ProcessQueueWorldTest::itHoldsWhatWasPutAndNotGot() {
    Bench bench;
    const MessageId first = bench.put(bench.a);
    bench.put(bench.a);
    bench.take(bench.feederA, first);
    bench.write(bench.feederA, first);
    QCOMPARE(bench.state().items.size(), std::size_t(2));
    QCOMPARE(bench.state().unfinished, 2);
    QCOMPARE(bench.state().capacity.value_or(0), 2);
    bench.get(bench.main, first);
    QCOMPARE(bench.state().items.size(), std::size_t(1));
    QCOMPARE(bench.state().feed.placesTaken, 1);
    QCOMPARE(bench.world().contradictions(), std::uint64_t(0));
}

void ProcessQueueWorldTest::itemsOfSeveralProcessesMayPassEachOther() {
    Bench bench;
    const MessageId early = bench.put(bench.a), late = bench.put(bench.b);
    bench.take(bench.feederB, late);
    bench.write(bench.feederB, late);
    bench.get(bench.main, late);
    QCOMPARE(bench.state().items.front().message, early);
    QCOMPARE(bench.world().contradictions(), std::uint64_t(0));
}

void ProcessQueueWorldTest::aFeederMayGoWhenItsOwnBufferHolds() {
    Bench bench;
    bench.waits(bench.feederA, Op::queueTake);
    bench.waits(bench.feederB, Op::queueTake);
    QCOMPARE(bench.possible(bench.feederA), Possible::no);
    bench.put(bench.a);
    QCOMPARE(bench.possible(bench.feederA), Possible::yes);
    QCOMPARE(bench.possible(bench.feederB), Possible::no);
}

void ProcessQueueWorldTest::aGetMayGoWhenThePipeHoldsNotWhenABufferDoes() {
    Bench bench;
    bench.waits(bench.main, Op::queueGet);
    const MessageId item = bench.put(bench.a);
    QCOMPARE(bench.possible(bench.main), Possible::no);
    bench.take(bench.feederA, item);
    bench.write(bench.feederA, item);
    QCOMPARE(bench.possible(bench.main), Possible::may);
}

void ProcessQueueWorldTest::aPutMayGoWhenThereIsRoom() {
    Bench bench;
    const MessageId item = bench.put(bench.a);
    bench.put(bench.a);
    bench.waits(bench.b, Op::queuePut);
    QCOMPARE(bench.possible(bench.b), Possible::no);
    bench.take(bench.feederA, item);
    bench.write(bench.feederA, item);
    QCOMPARE(bench.possible(bench.b), Possible::no);
    bench.get(bench.main, item);
    QCOMPARE(bench.possible(bench.b), Possible::yes);
}

void ProcessQueueWorldTest::aFullPipeIsFullUntilItIsRead() {
    Bench bench;
    const MessageId item = bench.put(bench.a), other = bench.put(bench.a);
    bench.take(bench.feederA, item);
    bench.write(bench.feederA, item);
    bench.take(bench.feederA, other);
    bench.waits(bench.feederA, Op::pipeWrite);
    QCOMPARE(bench.possible(bench.feederA), Possible::no);
    bench.get(bench.main, item);
    QCOMPARE(bench.possible(bench.feederA), Possible::may);
}

void ProcessQueueWorldTest::withinALargeMessageNobodyElseReadsOrWrites() {
    Bench bench;
    const MessageId large = bench.put(bench.a), small = bench.put(bench.b);
    bench.take(bench.feederA, large);
    bench.waits(bench.feederA, Op::pipeWrite, 65536);
    bench.take(bench.feederB, small);
    bench.waits(bench.feederB, Op::pipeWrite);
    bench.builder.open({.worker = bench.main, .op = Op::queueGet, .object = bench.queue});
    bench.tell(bench.main, Op::pipeRead, Phase::done, 65536);
    bench.waits(bench.main, Op::queueGet, 65152);
    QCOMPARE(bench.state().feed.bytesInPipe, 0);
    QCOMPARE(bench.possible(bench.feederA), Possible::may);
    QCOMPARE(bench.possible(bench.feederB), Possible::no);
    bench.waits(bench.b, Op::queueGet);
    bench.tell(bench.feederA, Op::pipeWrite, Phase::done, 70000, large);
    QCOMPARE(bench.state().feed.bytesInPipe, 70000 - 65536);
    QCOMPARE(bench.possible(bench.feederB), Possible::may);
    QCOMPARE(bench.possible(bench.main), Possible::may);
    QCOMPARE(bench.possible(bench.b), Possible::no);
}

void ProcessQueueWorldTest::aFlushIsOverWhenItsFeederHasEnded() {
    Bench bench;
    bench.waits(bench.feederA, Op::queueTake);
    bench.waits(bench.a, Op::queueFlush);
    QCOMPARE(bench.possible(bench.a), Possible::no);
    QCOMPARE(bench.possible(bench.feederA), Possible::yes);
    bench.tell(bench.feederA, Op::queueTake, Phase::failed, 0, {}, Outcome::closed);
    QCOMPARE(bench.possible(bench.a), Possible::yes);
}

void ProcessQueueWorldTest::aKilledProcessTakesItsBufferAlong() {
    Bench bench;
    const MessageId written = bench.put(bench.a);
    const MessageId kept = bench.put(bench.b);
    const MessageId inHand = bench.put(bench.a);
    bench.put(bench.a);
    bench.take(bench.feederA, written);
    bench.write(bench.feederA, written);
    bench.take(bench.feederA, inHand);
    bench.kill(bench.a);
    const QueueState state = bench.state();
    QCOMPARE(state.items.size(), std::size_t(2));
    QCOMPARE(state.items[0].message, written);
    QCOMPARE(state.items[1].message, kept);
    QVERIFY(!state.feed.sides.contains(bench.world().worker(bench.a)->process));
}

void ProcessQueueWorldTest::eachProcessClosesForItself() {
    Bench bench;
    bench.tell(bench.a, Op::queueClose);
    bench.waits(bench.a, Op::queueGet);
    bench.waits(bench.b, Op::queueGet);
    QCOMPARE(bench.possible(bench.a), Possible::yes);
    QCOMPARE(bench.possible(bench.b), Possible::no);
}

QTEST_APPLESS_MAIN(ProcessQueueWorldTest)
#include "ProcessQueueWorldTest.moc"
