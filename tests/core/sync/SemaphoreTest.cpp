// SPDX-License-Identifier: MIT
#include "core/sync/BoundedSemaphore.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <atomic>
#include <deque>
#include <mutex>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class SemaphoreTest : public QObject {
    Q_OBJECT
private slots:
    void itGivesAsManyAsThereAre();
    void whoFindsNoneTimesOut();
    void releasedByAnotherItLetsTheFirstInLineGo();
    void releaseOfSeveralLetsAsManyGo();
    void aBoundedOneRefusesMoreThanAtFirst();
    void lessThanOneCannotBeReleased();
    void noMoreThanItsValueAreInside();
};

void SemaphoreTest::itGivesAsManyAsThereAre() {
    Semaphore semaphore{"s", 2};
    QVERIFY(semaphore.tryAcquire() && semaphore.tryAcquire());
    QVERIFY(!semaphore.tryAcquire());
    QVERIFY(semaphore.release());
    QVERIFY(semaphore.tryAcquire());
}

void SemaphoreTest::whoFindsNoneTimesOut() {
    Semaphore semaphore{"s", 0};
    QVERIFY(!semaphore.acquireFor(1ms));
    semaphore.release();
    QVERIFY(semaphore.acquireFor(1ms));
}

void SemaphoreTest::releasedByAnotherItLetsTheFirstInLineGo() {
    Semaphore semaphore{"s", 0};
    std::vector<int> order;
    std::deque<test::Sleeper> sleepers(4);
    {
        std::vector<Thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                sleepers[i].isMe();
                semaphore.acquire();
                order.push_back(i);
                semaphore.release();
            });
            sleepers[i].waitUntilAsleep();
        }
        semaphore.release();
    }
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3}));
}

void SemaphoreTest::releaseOfSeveralLetsAsManyGo() {
    Semaphore semaphore{"s", 0};
    std::deque<test::Sleeper> sleepers(3);
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&, i] {
            sleepers[i].isMe();
            semaphore.acquire();
        });
        sleepers[i].waitUntilAsleep();
    }
    semaphore.release(4);
    threads.clear();
    QVERIFY(semaphore.tryAcquire());
    QVERIFY(!semaphore.tryAcquire());
}

void SemaphoreTest::aBoundedOneRefusesMoreThanAtFirst() {
    BoundedSemaphore semaphore{"s", 2};
    QVERIFY(!semaphore.release());
    semaphore.acquire();
    QVERIFY(!semaphore.release(2));
    QVERIFY(semaphore.release());
    QVERIFY(Semaphore("free", 2).release());
}

void SemaphoreTest::lessThanOneCannotBeReleased() {
    Semaphore semaphore{"s", 1};
    QVERIFY(!semaphore.release(0));
    QVERIFY(!semaphore.release(-1));
    QVERIFY(semaphore.tryAcquire());
    QVERIFY(!semaphore.tryAcquire());
}

void SemaphoreTest::noMoreThanItsValueAreInside() {
    Semaphore semaphore{"s", 3};
    std::atomic<int> inside{0}, most{0};
    {
        std::vector<Thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < 500; ++k) {
                    semaphore.acquire();
                    const int now = ++inside;
                    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);)
                        ;
                    --inside;
                    semaphore.release();
                }
            });
    }
    QVERIFY(most <= 3 && most >= 1);
    QVERIFY(semaphore.tryAcquire() && semaphore.tryAcquire() && semaphore.tryAcquire());
    QVERIFY(!semaphore.tryAcquire());
}

QTEST_APPLESS_MAIN(SemaphoreTest)
#include "SemaphoreTest.moc"
