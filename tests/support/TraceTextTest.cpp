// SPDX-License-Identifier: MIT
// The words that tests tell traces in, and the toy run.
#include "tests/support/TraceText.h"
#include "tests/support/ToyTrace.h"

#include <QTest>
#include <map>
#include <set>
#include <stdexcept>

using namespace heddle;

class TraceTextTest : public QObject {
    Q_OBJECT
private slots:
    void everyOperationCanBeTold();
    void phasesOfOneOperationShareItsNumber();
    void innerOperationsNameTheirParent();
    void ordersOfAnObjectGrowByOne();
    void messageIsTheSameFromPutToGet();
    void pathsAreThoseOfCreation();
    void clauseThatIsNotUnderstoodIsNamed();
    void toyRunMovesEveryItemOnce();
    void toyRunIsTheSameEveryTime();
    void toyRunKeepsToItsCapacity();
};

void TraceTextTest::everyOperationCanBeTold() {
    const auto trace = traceFrom(R"(
        main forks p; p begins; p ends with 3; main joins p; main terminates p; main kills p
        main starts a; a begins; a ends; main joins a                # lives
        a puts 1 in q; a gets from q; a ticks q; a joins q; a closes q
        a acquires L; a releases L; a waits on c; a wakes from c; a notifies c; a notifies all c
        a loads x as 1; a stores 2 in x; a sleeps; a prints hello world
        pipe w to r; a sends hi on w; a polls r; a receives from r; a closes w
        a queue.take z; a queue.flush z; a room.acquire z; a room.release z; a pipe.write z; a pipe.read z
        a semaphore.release s giving 1; a semaphore.acquire s
        a event.set e; a event.clear e; a event.is_set e; a event.wait e
        a barrier.wait b; a barrier.abort b; a barrier.reset b
        a rwlock.acquire_read l; a rwlock.release_read l; a rwlock.acquire_write l; a rwlock.release_write l
        a shared.compare_exchange x; a shared.fetch_add x
        a pool.submit 1 in pool; a pool.take from pool; a future.set 2 in f; a future.get from f; a pool.shutdown pool
        a timer.start t; a timer.wait t; a timer.cancel t
        a tcp.listen n; a tcp.connect 1 in n; a tcp.accept from n; a tcp.set_option k
        a tcp.send 1 in k; a tcp.send_all 2 in k; a tcp.recv from k; a stream.part k; a stream.whole from k
        a tcp.shutdown k; a tcp.close k
        a array.store vec; a array.load vec; a memory.write mem; a memory.read mem
        a signal.send p; a signal.take inbox; a signal.close inbox
        a manager.make m; a manager.connect m; a manager.accept m; a manager.stop m
        a request.send 1 in m; a request.recv from m; a reply.send 2 in m; a reply.recv from m
        a dict.set d; a dict.get d; a dict.remove d; a dict.size d; a dict.keys d; a dict.items d
        a list.append i; a list.get i; a list.set i; a list.size i; a value.get v; a value.set v
        a namespace.get o; a namespace.set o; a lock.acquire h; a lock.release h; a lock.abandon h
        a managed_queue.put y; a managed_queue.get y
        a unix.listen n; a unix.connect 1 in n; a unix.accept from n; a unix.shutdown k; a unix.close k
        a unix.send 1 in k; a unix.send_all 2 in k; a unix.recv from k
        a bytes.write 1 in bytes; a bytes.write_all 2 in bytes; a bytes.read from bytes; a bytes.close bytes
        a datagram.bind u; a datagram.connect u; a datagram.set_option u; a datagram.send 1 in u
        a datagram.recv from u; a datagram.queued u; a datagram.close u
        a stalls; a diverges on q; a does chew on gum @7
    )");
    std::set<Op> told;
    for (std::size_t i = 0; i < trace->size(); ++i)
        told.insert(trace->event(i).op);
    for (std::size_t op = 1; op < opCount; ++op)
        QVERIFY2(told.contains(static_cast<Op>(op)), nameOf(static_cast<Op>(op)).data());
}

void TraceTextTest::phasesOfOneOperationShareItsNumber() {
    const auto trace = traceFrom("a would put 3 in q; a waits to put 3 in q; a puts 3 in q; a puts 4 in q");
    for (std::size_t i = 1; i < 3; ++i) {
        QCOMPARE(trace->event(i).operation, trace->event(0).operation);
        QCOMPARE(trace->event(i).message, trace->event(0).message);
        QCOMPARE(trace->event(i).start, trace->event(0).start);
    }
    QCOMPARE(trace->event(3).operation, trace->event(0).operation + 1);
    QCOMPARE(trace->event(0).phase, Phase::called);
    QCOMPARE(trace->event(1).phase, Phase::waits);
    QCOMPARE(trace->event(2).phase, Phase::done);
}

void TraceTextTest::innerOperationsNameTheirParent() {
    const auto trace = traceFrom("a waits on c with L; b notifies c; a wakes from c");
    QCOMPARE(trace->event(0).op, Op::mutexRelease);
    QCOMPARE(trace->event(0).parent, trace->event(1).operation);
    QCOMPARE(trace->event(3).op, Op::mutexAcquire);
    QCOMPARE(trace->event(3).parent, trace->event(4).operation);
    QCOMPARE(trace->event(4).operation, trace->event(1).operation);
    QCOMPARE(trace->event(2).value, 1);
}

void TraceTextTest::ordersOfAnObjectGrowByOne() {
    const auto trace = toyTrace({.workers = 3, .items = 50, .capacity = 2});
    std::map<ObjectId, std::uint32_t> orders;
    std::int64_t end = 0;
    for (std::size_t i = 0; i < trace->size(); ++i) {
        const Event event = trace->event(i);
        QVERIFY(event.start <= event.end && event.end > std::exchange(end, event.end));
        if (!event.object.isNone())
            QCOMPARE(event.order, ++orders[event.object]);
    }
}

void TraceTextTest::messageIsTheSameFromPutToGet() {
    const auto trace = traceFrom("a puts one in q; a puts two in q; b gets two from q; b gets from q");
    QCOMPARE(trace->event(2).message, trace->event(1).message);
    QCOMPARE(trace->text(2), std::string("two"));
    QCOMPARE(trace->event(3).message, trace->event(0).message);
}

void TraceTextTest::pathsAreThoseOfCreation() {
    const auto trace = traceFrom("main forks p; p begins; p starts t; t begins; a puts 1 in q");
    const auto paths = [&] {
        std::set<std::string> all;
        for (const WorkerInfo* info : trace->names().workers())
            all.insert(info->path);
        return all;
    }();
    QCOMPARE(paths, (std::set<std::string>{"main", "main/p", "main/p/t", "main/a"}));
    const auto process = [&](std::uint32_t worker) {
        return trace->names().worker(WorkerId{worker})->process;
    };
    QVERIFY(process(2) != process(1));
    QCOMPARE(process(3), process(2));
}

void TraceTextTest::clauseThatIsNotUnderstoodIsNamed() {
    for (const char* text : {"a frobs q", "a puts 3", "a gets from q", "a acquires L now", "a puts 3 at q"}) {
        try {
            traceFrom(text);
            QFAIL(text);
        } catch (const std::invalid_argument& refusal) {
            QVERIFY(std::string(refusal.what()).starts_with("\"" + std::string(text) + "\": "));
        }
    }
    QVERIFY_EXCEPTION_THROWN(worldFrom("a sleeps").worker("b"), std::invalid_argument);
}

void TraceTextTest::toyRunMovesEveryItemOnce() {
    const ToldWorld told = worldOf(toyTrace({.workers = 4, .items = 100, .capacity = 3}));
    std::map<MessageId, int> moved;
    for (std::size_t i = 0; i < told.trace->size(); ++i) {
        const Event event = told.trace->event(i);
        if (event.phase == Phase::done && (event.op == Op::queuePut || event.op == Op::queueGet))
            ++moved[event.message];
    }
    QCOMPARE(moved.size(), 104u);
    for (const auto& [message, times] : moved)
        QCOMPARE(times, 2);
    QCOMPARE(told.world.contradictions(), 0u);
    for (const WorkerId worker : told.world.workers())
        QCOMPARE(told.world.worker(worker)->doing, Doing::ended);
}

void TraceTextTest::toyRunIsTheSameEveryTime() {
    const ToyRun run{.workers = 3, .items = 40, .capacity = 2, .seed = 9};
    const auto one = toyTrace(run), two = toyTrace(run),
               other = toyTrace({.workers = 3, .items = 40, .capacity = 2});
    QCOMPARE(one->size(), two->size());
    for (std::size_t i = 0; i < one->size(); ++i)
        QCOMPARE(one->event(i).end, two->event(i).end);
    QVERIFY(one->lastInstant() != other->lastInstant());
}

void TraceTextTest::toyRunKeepsToItsCapacity() {
    const auto trace = toyTrace({.workers = 1, .items = 30, .capacity = 2});
    World world(trace->names());
    std::size_t most = 0;
    for (std::size_t i = 0; i < trace->size(); ++i) {
        world = after(std::move(world), trace->event(i), trace->text(i));
        if (const ObjectState* queue = world.object(ObjectId{1}))
            most = std::max(most, queue->queue.items.size());
    }
    QCOMPARE(most, 2u);
}

QTEST_GUILESS_MAIN(TraceTextTest)
#include "TraceTextTest.moc"
