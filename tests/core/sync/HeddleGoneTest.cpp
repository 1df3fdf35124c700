// SPDX-License-Identifier: MIT
// Whoever waits in a held run goes on as a waiter that nobody watches when Heddle dies.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/sync/Condition.h"
#include "core/sync/Queue.h"
#include "tests/core/probe/SelfWatch.h"
#include "tests/core/sync/Asleep.h"

#include <functional>
#include <thread>

namespace heddle {
namespace {

// A worker that does one thing, step by step as the test lets it. Thread: the test's own.
struct Held {
    Held(test::SelfWatch& heddle, std::function<void()> task)
        : watch(heddle), thread([this, todo = std::move(task)] {
              id.store(thisWorker()->id.number);
              sleeper.isMe();
              todo();
              isDone.store(1);
              futexWake(isDone, 1);
          }) {
        while (id.load() == 0)
            sched_yield();
    }
    ~Held() { isDone.load() ? thread.join() : thread.detach(); }

    void stepUntilItWaits() {
        while (true) {
            watch.awaitStanding(worker());
            if (watch.slotOf(worker()).state() == SlotState::waiting)
                return;
            watch.grant(worker());
        }
    }
    void awaitAsleepUnwatched() {
        while (watch.slotOf(worker()).state() != SlotState::running)
            sched_yield();
        sleeper.waitUntilAsleep();
    }
    bool isOver() {
        futexWait(isDone, 0, Span::seconds(10));
        return isDone.load() != 0;
    }
    WorkerId worker() const { return {id.load()}; }

    test::SelfWatch& watch;
    std::atomic<std::uint32_t> id{0};
    test::Sleeper sleeper;
    FutexWord isDone{0};
    std::thread thread;
};

}  // namespace

class HeddleGoneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoeverWaitsIsWokenByTheOthersWhenHeddleIsGone() {
        test::SelfWatch watch{1024};
        Mutex mutex{"m"}, guard{"guard"};
        Queue<int> queue{"q"};
        Condition condition{guard, "c"};
        mutex.acquire();
        watch.setMode(Mode::held);
        Held locker{watch, [&] { mutex.acquire(); }};
        Held getter{watch, [&] { queue.get(); }};
        Held sleeper{watch, [&] {
                         guard.acquire();
                         condition.wait();
                         guard.release();
                     }};
        for (Held* each : {&locker, &getter, &sleeper})
            each->stepUntilItWaits();
        watch.goAway();
        for (Held* each : {&locker, &getter, &sleeper})
            each->awaitAsleepUnwatched();
        mutex.release();
        queue.put(1);
        condition.notify();
        QVERIFY(locker.isOver());
        QVERIFY(getter.isOver());
        QVERIFY(sleeper.isOver());
        QVERIFY(!thisWorker());
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::HeddleGoneTest)
#include "HeddleGoneTest.moc"
