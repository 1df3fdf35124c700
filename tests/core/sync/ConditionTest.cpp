// SPDX-License-Identifier: MIT
#include "core/sync/Condition.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <deque>
#include <mutex>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class ConditionTest : public QObject {
    Q_OBJECT
private slots:
    void aNotifyWithNobodyThereIsLost();
    void aWaitTimesOutAndHoldsTheMutexAllTheSame();
    void sleepersAreToldInTheOrderInWhichTheyCame();
    void notifyAllTellsEverySleeper();
    void whoWaitsWithoutTheMutexGoesOnAtOnceAndWithoutIt();
    void aStormOfHandOversLosesNoWakeUp();
};

void ConditionTest::aNotifyWithNobodyThereIsLost() {
    Mutex mutex;
    Condition condition{mutex};
    QCOMPARE(condition.notify(), 0);
    QCOMPARE(condition.notifyAll(), 0);
    const std::lock_guard guard{mutex};
    QVERIFY(!condition.waitFor(1ms));
}

void ConditionTest::aWaitTimesOutAndHoldsTheMutexAllTheSame() {
    Mutex mutex;
    Condition condition{mutex};
    mutex.acquire();
    QVERIFY(!condition.waitFor(1ms));
    QVERIFY(!mutex.tryAcquire());
    QCOMPARE(condition.notify(), 0);  // it has left the line
    QVERIFY(mutex.release());
}

void ConditionTest::sleepersAreToldInTheOrderInWhichTheyCame() {
    Mutex mutex;
    Condition condition{mutex};
    std::vector<int> order;
    std::deque<test::Sleeper> sleepers(5);
    std::vector<Thread> threads;
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&, i] {
            const std::lock_guard guard{mutex};
            sleepers[i].isMe();
            condition.wait();
            order.push_back(i);
        });
        sleepers[i].waitUntilAsleep();
    }
    for (auto& thread : threads) {
        QCOMPARE(condition.notify(), 1);
        thread.join();
    }
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

void ConditionTest::notifyAllTellsEverySleeper() {
    Mutex mutex;
    Condition condition{mutex};
    std::deque<test::Sleeper> sleepers(5);
    std::vector<Thread> threads;
    for (test::Sleeper& sleeper : sleepers) {
        threads.emplace_back([&] {
            const std::lock_guard guard{mutex};
            sleeper.isMe();
            condition.wait();
        });
        sleeper.waitUntilAsleep();
    }
    QCOMPARE(condition.notifyAll(), 5);
    threads.clear();
    QCOMPARE(condition.notifyAll(), 0);
}

void ConditionTest::whoWaitsWithoutTheMutexGoesOnAtOnceAndWithoutIt() {
    Mutex mutex;
    Condition condition{mutex};
    QVERIFY(!condition.waitFor(1h));
    condition.wait();
    QVERIFY(mutex.tryAcquire());
    QCOMPARE(condition.notify(), 0);  // nobody is left in the line
}

void ConditionTest::aStormOfHandOversLosesNoWakeUp() {
    Mutex mutex;
    Condition changed{mutex};
    constexpr int rounds = 2000, players = 4;
    int turn = 0;
    {
        std::vector<Thread> threads;
        for (int player = 0; player < players; ++player)
            threads.emplace_back([&, player] {
                for (int i = 0; i < rounds; ++i) {
                    const std::lock_guard guard{mutex};
                    changed.wait([&] { return turn % players == player; });
                    ++turn;
                    changed.notifyAll();
                }
            });
    }
    QCOMPARE(turn, rounds * players);
}

QTEST_APPLESS_MAIN(ConditionTest)
#include "ConditionTest.moc"
