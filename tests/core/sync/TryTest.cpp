// SPDX-License-Identifier: MIT
// A try answers by what is there, not by who waits for it. Whoever waits was held when it began to, and the
// run is free when others go on: so it stands for one that was woken and has not yet run.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/sync/Mutex.h"
#include "core/sync/Queue.h"
#include "tests/core/sync/HeldWorker.h"

namespace heddle {
namespace {

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{1024};
    return watch;
}

// In the line, and not to run before it is let go.
void waitsInFront(test::HeldWorker& worker) {
    worker.stepUntilItWaits();
    heddleItself().setMode(Mode::free);
}

// Runs, finds that another was quicker, and sleeps again.
void runsInVain(test::HeldWorker& worker) {
    heddleItself().grant(worker.worker());
    const SlotView slot = heddleItself().slotOf(worker.worker());
    while (slot.state() != SlotState::waiting || !slot.hasNotBeenWoken())
        sched_yield();
}

}  // namespace

class TryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void init() { heddleItself().setMode(Mode::free); }

    void anItemThatLiesThereIsTakenThoughAnotherWaitsForIt() {
        Queue<int> queue{"q"};
        heddleItself().setMode(Mode::held);
        int got = 0;
        test::HeldWorker getter{heddleItself(), [&] { got = *queue.get(); }};
        waitsInFront(getter);
        QCOMPARE(queue.tryGet().outcome(), Outcome::empty);
        queue.put(1);
        const Received<int> tried = queue.tryGet();
        QCOMPARE(tried.outcome(), Outcome::ok);
        QCOMPARE(*tried, 1);
        runsInVain(getter);
        queue.put(2);
        QVERIFY(getter.isOver());
        QCOMPARE(got, 2);
    }

    void roomThatIsThereIsTakenThoughAnotherWaitsForIt() {
        Queue<int> queue{"q", 1};
        queue.put(1);
        heddleItself().setMode(Mode::held);
        test::HeldWorker putter{heddleItself(), [&] { queue.put(3); }};
        waitsInFront(putter);
        QCOMPARE(queue.tryPut(2), Outcome::full);
        QCOMPARE(*queue.get(), 1);
        QCOMPARE(queue.tryPut(2), Outcome::ok);
        runsInVain(putter);
        QCOMPARE(*queue.get(), 2);
        QVERIFY(putter.isOver());
        QCOMPARE(*queue.get(), 3);
    }

    void aMutexThatIsFreeIsHadThoughAnotherWaitsForIt() {
        Mutex mutex{"m"};
        mutex.acquire();
        heddleItself().setMode(Mode::held);
        test::HeldWorker waiter{heddleItself(), [&] { mutex.acquire(); }};
        waitsInFront(waiter);
        QVERIFY(!mutex.tryAcquire());
        mutex.release();
        QVERIFY(mutex.tryAcquire());
        runsInVain(waiter);
        QVERIFY(!mutex.tryAcquire());
        mutex.release();
        QVERIFY(waiter.isOver());
        QVERIFY(!mutex.tryAcquire());
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::TryTest)
#include "TryTest.moc"
