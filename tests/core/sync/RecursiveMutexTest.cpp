// SPDX-License-Identifier: MIT
#include "core/sync/RecursiveMutex.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <mutex>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class RecursiveMutexTest : public QObject {
    Q_OBJECT
private slots:
    void itsOwnerMayAcquireItAgainAndOthersMayNot();
    void itsOwnerGoesAheadOfThoseWhoWait();
    void aReleaseByAnotherIsInvalid();
    void itFitsTheStandardsGuards();
    void nestedUpdatesOfFourThreadsLoseNone();
};

void RecursiveMutexTest::itsOwnerMayAcquireItAgainAndOthersMayNot() {
    RecursiveMutex mutex;
    mutex.acquire();
    QVERIFY(mutex.tryAcquire());
    bool wasTheirs = true, wasTheirsInTime = true, isTheirs = false;
    Thread([&] {
        wasTheirs = mutex.tryAcquire();
        wasTheirsInTime = mutex.acquireFor(1ms);
    });
    QVERIFY(!wasTheirs && !wasTheirsInTime);
    QVERIFY(mutex.release());
    Thread([&] { wasTheirs = mutex.tryAcquire(); });
    QVERIFY(!wasTheirs);  // it was acquired twice
    QVERIFY(mutex.release());
    Thread([&] { isTheirs = mutex.tryAcquire(); });
    QVERIFY(isTheirs);
}

void RecursiveMutexTest::itsOwnerGoesAheadOfThoseWhoWait() {
    RecursiveMutex mutex;
    test::Sleeper sleeper;
    mutex.acquire();
    Thread waiter([&] {
        sleeper.isMe();
        mutex.acquire();
        mutex.release();
    });
    sleeper.waitUntilAsleep();
    QVERIFY(mutex.tryAcquire());
    mutex.release();
    mutex.release();
    waiter.join();
    QVERIFY(mutex.tryAcquire());
}

void RecursiveMutexTest::aReleaseByAnotherIsInvalid() {
    RecursiveMutex mutex;
    QVERIFY(!mutex.release());
    mutex.acquire();
    bool wasReleased = true;
    Thread([&] { wasReleased = mutex.release(); });
    QVERIFY(!wasReleased);
    QVERIFY(mutex.release());
    QVERIFY(!mutex.release());
}

void RecursiveMutexTest::itFitsTheStandardsGuards() {
    RecursiveMutex mutex;
    const std::lock_guard outer{mutex};
    const std::unique_lock inner{mutex, std::try_to_lock};
    QVERIFY(inner.owns_lock());
}

void RecursiveMutexTest::nestedUpdatesOfFourThreadsLoseNone() {
    RecursiveMutex mutex;
    int count = 0;
    {
        std::vector<Thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < 1000; ++k) {
                    const std::lock_guard outer{mutex};
                    ++count;
                    const std::lock_guard inner{mutex};
                    ++count;
                }
            });
    }
    QCOMPARE(count, 8000);
}

QTEST_APPLESS_MAIN(RecursiveMutexTest)
#include "RecursiveMutexTest.moc"
