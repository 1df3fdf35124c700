// SPDX-License-Identifier: MIT
#include "core/sync/Mutex.h"

#include "core/sync/LockGuard.h"
#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <deque>
#include <mutex>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class MutexTest : public QObject {
    Q_OBJECT
private slots:
    void oneThatIsHeldRefusesATry();
    void oneThatIsHeldTimesOut();
    void aTimeoutOfNoLengthDoesNotWait();
    void theLongestTimeoutOfAllIsStillAWait();
    void aReleaseByNobodyIsInvalid();
    void whoeverWaitsGetsItInTheOrderOfArrival();
    void aWaiterThatTimesOutLetsTheNextOneHaveItsPlace();
    void itFitsTheStandardsGuards();
    void ourGuardHoldsItToTheEndOfTheBlock();
    void oneThousandHandOversOfEightThreadsLoseNoUpdate();
};

void MutexTest::oneThatIsHeldRefusesATry() {
    Mutex mutex;
    QVERIFY(mutex.tryAcquire());
    QVERIFY(!mutex.tryAcquire());
    QVERIFY(mutex.release());
    QVERIFY(mutex.tryAcquire());
}

void MutexTest::oneThatIsHeldTimesOut() {
    Mutex mutex;
    mutex.acquire();
    QVERIFY(!mutex.acquireFor(1ms));
    mutex.release();
    QVERIFY(mutex.acquireFor(1ms));
}

void MutexTest::aTimeoutOfNoLengthDoesNotWait() {
    Mutex mutex;
    mutex.acquire();
    QVERIFY(!mutex.acquireFor(0ns));
    QVERIFY(!mutex.acquireFor(-1h));
}

void MutexTest::theLongestTimeoutOfAllIsStillAWait() {
    Mutex mutex;
    mutex.acquire();
    test::Sleeper sleeper;
    bool isOurs = false;
    Thread waiter([&] {
        sleeper.isMe();
        isOurs = mutex.acquireFor(std::chrono::nanoseconds::max());
    });
    sleeper.waitUntilAsleep();
    mutex.release();
    waiter.join();
    QVERIFY(isOurs);
}

void MutexTest::aReleaseByNobodyIsInvalid() {
    Mutex mutex;
    QVERIFY(!mutex.release());
    mutex.acquire();
    QVERIFY(mutex.release());
    QVERIFY(!mutex.release());
}

void MutexTest::whoeverWaitsGetsItInTheOrderOfArrival() {
    Mutex mutex;
    std::vector<int> order;
    std::deque<test::Sleeper> sleepers(6);
    std::vector<Thread> threads;
    mutex.acquire();
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, i] {
            sleepers[i].isMe();
            const std::lock_guard guard{mutex};
            order.push_back(i);
        });
        sleepers[i].waitUntilAsleep();
    }
    mutex.release();
    threads.clear();
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

void MutexTest::aWaiterThatTimesOutLetsTheNextOneHaveItsPlace() {
    Mutex mutex;
    test::Sleeper second;
    mutex.acquire();
    bool firstHadIt = true;
    Thread first([&] { firstHadIt = mutex.acquireFor(20ms); });
    bool secondHadIt = false;
    Thread next([&] {
        second.isMe();
        mutex.acquire();
        secondHadIt = true;
    });
    second.waitUntilAsleep();
    first.join();
    mutex.release();
    next.join();
    QVERIFY(!firstHadIt);
    QVERIFY(secondHadIt);
}

void MutexTest::itFitsTheStandardsGuards() {
    Mutex mutex;
    {
        const std::unique_lock guard{mutex, std::try_to_lock};
        QVERIFY(guard.owns_lock());
        QVERIFY(!mutex.try_lock());
    }
    QVERIFY(mutex.try_lock());
}

void MutexTest::ourGuardHoldsItToTheEndOfTheBlock() {
    Mutex mutex;
    {
        const LockGuard guard{mutex};
        QVERIFY(!mutex.tryAcquire());
    }
    QVERIFY(mutex.tryAcquire());
}

void MutexTest::oneThousandHandOversOfEightThreadsLoseNoUpdate() {
    Mutex mutex;
    int count = 0;  // not atomic: what ThreadSanitizer looks at
    int refused = 0;
    {
        std::vector<Thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                for (int k = 0; k < 1000; ++k) {
                    if (i % 2 == 0)
                        mutex.acquire();
                    else
                        while (!mutex.acquireFor(std::chrono::microseconds(k % 50)))
                            ;
                    ++count;
                    refused += mutex.tryAcquire() ? 0 : 1;
                    mutex.release();
                }
            });
    }
    QCOMPARE(count, 8000);
    QCOMPARE(refused, 8000);
}

QTEST_APPLESS_MAIN(MutexTest)
#include "MutexTest.moc"
