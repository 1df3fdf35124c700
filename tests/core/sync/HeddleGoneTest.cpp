// SPDX-License-Identifier: MIT
// Whoever waits in a held run goes on as a waiter that nobody watches when Heddle dies.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/sync/Condition.h"
#include "core/sync/Queue.h"
#include "tests/core/sync/HeldWorker.h"

namespace heddle {
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
        test::HeldWorker locker{watch, [&] { mutex.acquire(); }};
        test::HeldWorker getter{watch, [&] { queue.get(); }};
        test::HeldWorker sleeper{watch, [&] {
                                     guard.acquire();
                                     condition.wait();
                                     guard.release();
                                 }};
        for (test::HeldWorker* each : {&locker, &getter, &sleeper})
            each->stepUntilItWaits();
        watch.goAway();
        for (test::HeldWorker* each : {&locker, &getter, &sleeper})
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
