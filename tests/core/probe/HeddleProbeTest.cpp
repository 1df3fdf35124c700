// SPDX-License-Identifier: MIT
// The C interface by itself, as the runtime of another language calls it.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/probe/Worker.h"
#include "core/probe/heddle_probe.h"
#include "tests/core/probe/SelfWatch.h"

#include <sched.h>
#include <thread>

namespace heddle {
namespace {

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{1024};
    return watch;
}

std::vector<Event> eventsOf(WorkerId worker) {
    std::vector<Event> events = heddleItself().recordsOf(worker);
    std::erase_if(events, [](const Event& record) { return (record.flags & Event::isDefinition) != 0; });
    return events;
}

}  // namespace

class HeddleProbeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void init() {
        heddleItself().setMode(Mode::free);
        heddleItself().readAll();
    }

    void aKnownOperationIsToldByItsNameAndAnotherAsCustom() {
        heddle_object* queue = heddle_object_make("queue", "q", 2);
        heddle_call call;
        heddle_begin(&call, "queue.put", queue, "program", 3, -1);
        heddle_takes_effect(&call);
        const std::uint64_t message = heddle_sends(&call);
        heddle_return(&call, "ok", 5, "five", 4);
        heddle_begin(&call, "cache.lookup", nullptr, "program", 4, -1);
        heddle_return(&call, "empty", 0, nullptr, 0);
        heddle_object_free(queue);
        const auto told = eventsOf(thisWorker()->id);
        QCOMPARE(told.size(), std::size_t(2));
        QCOMPARE(told[0].op, Op::queuePut);
        QCOMPARE(told[0].order, std::uint32_t(1));
        QCOMPARE(told[0].message.number, message);
        QCOMPARE(told[0].value, std::int64_t(5));
        QCOMPARE(told[1].op, Op::custom);
        QCOMPARE(told[1].phase, Phase::failed);
        QCOMPARE(told[1].outcome, Outcome::empty);
        QVERIFY(told[1].object.isNone());
    }

    void freeAWaitIsToldAndReturnsAtOnce() {
        heddle_object* object = heddle_object_make("cache", "c", 0);
        heddle_call call;
        heddle_begin(&call, "cache.lookup", object, "program", 5, -1);
        QCOMPARE(heddle_wait(&call, 17), 0);
        heddle_takes_effect(&call);
        heddle_return(&call, "ok", 1, nullptr, 0);
        heddle_object_free(object);
        const auto told = eventsOf(thisWorker()->id);
        QCOMPARE(told.size(), std::size_t(2));
        QCOMPARE(told[0].phase, Phase::waits);
        QCOMPARE(told[0].value, std::int64_t(17));
        QCOMPARE(told[0].order, std::uint32_t(1));
        QCOMPARE(told[1].order, std::uint32_t(2));
        QCOMPARE(told[1].operation, told[0].operation);
    }

    void heldAWaitStandsUntilItIsLetTryOrItsTimeComes() {
        heddle_object* object = heddle_object_make("cache", "c", 0);
        heddleItself().setMode(Mode::held);
        std::atomic<std::uint32_t> id{0};
        int answers[2] = {-1, -1};
        std::thread thread([&] {
            id = thisWorker()->id.number;
            heddle_call call;
            heddle_begin(&call, "cache.lookup", object, "program", 6, 1000);
            for (int& answer : answers)
                answer = heddle_wait(&call, 0);
            heddle_return(&call, "timeout", 0, nullptr, 0);
        });
        while (id == 0)
            sched_yield();
        for (const Grant grant : {Grant::go, Grant::go, Grant::fire}) {
            heddleItself().awaitStanding({id});
            QVERIFY(heddleItself().slotOf({id}).intent()->mayTimeOut);
            heddleItself().grant({id}, grant);
        }
        thread.join();
        QCOMPARE(answers[0], 0);
        QCOMPARE(answers[1], 1);
        heddle_object_free(object);
    }

    void threadsThatUseAnObjectWithoutALockLoseNoneOfItsNumbers() {
        constexpr int each = 100000;
        heddle_object* object = heddle_object_make("cache", "c", 0);
        std::atomic<int> here{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&] {
                heddle_call call;
                heddle_begin(&call, "cache.lookup", object, "program", 7, -1);
                ++here;
                while (here < 2)
                    sched_yield();
                for (int k = 0; k < each; ++k)
                    heddle_takes_effect(&call);
                heddle_wait(&call, 0);
                heddle_return(&call, "ok", 0, nullptr, 0);
            });
        for (std::thread& thread : threads)
            thread.join();
        heddle_call call;
        heddle_begin(&call, "cache.lookup", object, "program", 8, -1);
        heddle_takes_effect(&call);
        heddle_return(&call, "ok", 0, nullptr, 0);
        heddle_object_free(object);
        QCOMPARE(eventsOf(thisWorker()->id).back().order, std::uint32_t(2 * (each + 1) + 1));
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::HeddleProbeTest)
#include "HeddleProbeTest.moc"
