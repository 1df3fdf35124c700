// SPDX-License-Identifier: MIT
#include "core/sync/ReadWriteLock.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;
using First = ReadWriteLock::First;

namespace {

bool inAnother(const std::function<bool()>& tries) {
    bool answer = false;
    Thread([&] { answer = tries(); });
    return answer;
}

}  // namespace

class ReadWriteLockTest : public QObject {
    Q_OBJECT
private slots:
    void manyReadAndOneWrites();
    void whoCannotHaveItTimesOut();
    void aWriterThatWaitsGoesAheadOfNewReaders();
    void readersGoAheadWhereTheyAreFirst();
    void aWriterThatGaveUpLetsTheReadersGo();
    void onlyWhoHoldsItReleasesIt();
    void itFitsTheStandardsLocks();
    void readersNeverSeeHalfAWrite();
};

void ReadWriteLockTest::manyReadAndOneWrites() {
    ReadWriteLock lock;
    lock.acquireRead();
    QVERIFY(inAnother([&] { return lock.tryAcquireRead() && lock.release(); }));
    QVERIFY(!inAnother([&] { return lock.tryAcquireWrite(); }));
    lock.release();
    lock.acquireWrite();
    QVERIFY(!inAnother([&] { return lock.tryAcquireRead(); }));
    QVERIFY(!inAnother([&] { return lock.tryAcquireWrite(); }));
    QVERIFY(lock.release());
    QVERIFY(inAnother([&] { return lock.tryAcquireWrite() && lock.release(); }));
}

void ReadWriteLockTest::whoCannotHaveItTimesOut() {
    ReadWriteLock lock;
    lock.acquireWrite();
    QVERIFY(!inAnother([&] { return lock.acquireReadFor(1ms); }));
    QVERIFY(!inAnother([&] { return lock.acquireWriteFor(1ms); }));
    lock.release();
    QVERIFY(inAnother([&] { return lock.acquireReadFor(1ms) && lock.release(); }));
}

void ReadWriteLockTest::aWriterThatWaitsGoesAheadOfNewReaders() {
    ReadWriteLock lock{"l", First::writers};
    std::string order;
    test::Sleeper atWrite, atRead;
    lock.acquireRead();
    Thread writer([&] {
        atWrite.isMe();
        lock.acquireWrite();
        order += "w";
        lock.release();
    });
    atWrite.waitUntilAsleep();
    QVERIFY(!inAnother([&] { return lock.tryAcquireRead(); }));
    Thread reader([&] {
        atRead.isMe();
        lock.acquireRead();
        order += "r";
        lock.release();
    });
    atRead.waitUntilAsleep();
    lock.release();
    writer.join();
    reader.join();
    QCOMPARE(order, std::string("wr"));
}

void ReadWriteLockTest::readersGoAheadWhereTheyAreFirst() {
    ReadWriteLock lock{"l", First::readers};
    test::Sleeper atWrite;
    lock.acquireRead();
    Thread writer([&] {
        atWrite.isMe();
        lock.acquireWrite();
        lock.release();
    });
    atWrite.waitUntilAsleep();
    QVERIFY(inAnother([&] { return lock.tryAcquireRead() && lock.release(); }));
    lock.release();
    writer.join();
}

void ReadWriteLockTest::aWriterThatGaveUpLetsTheReadersGo() {
    ReadWriteLock lock{"l", First::writers};
    test::Sleeper atRead, atWrite;
    lock.acquireRead();
    bool hadIt = true;
    Thread writer([&] {
        atWrite.isMe();
        hadIt = lock.acquireWriteFor(500ms);
    });
    atWrite.waitUntilAsleep();
    Thread reader([&] {
        atRead.isMe();
        lock.acquireRead();
        lock.release();
    });
    reader.join();  // though this thread reads on
    writer.join();
    QVERIFY(!hadIt);
}

void ReadWriteLockTest::onlyWhoHoldsItReleasesIt() {
    ReadWriteLock lock;
    QVERIFY(!lock.release() && !lock.releaseRead() && !lock.releaseWrite());
    lock.acquireRead();
    QVERIFY(!lock.releaseWrite());
    QVERIFY(!inAnother([&] { return lock.release(); }));
    QVERIFY(lock.releaseRead());
    lock.acquireWrite();
    QVERIFY(!lock.releaseRead());
    QVERIFY(!inAnother([&] { return lock.release(); }));
    QVERIFY(lock.releaseWrite());
}

void ReadWriteLockTest::itFitsTheStandardsLocks() {
    ReadWriteLock lock;
    {
        const std::shared_lock one{lock};
        const std::shared_lock two{lock, std::try_to_lock};
        QVERIFY(two.owns_lock());
    }
    const std::unique_lock writes{lock, std::try_to_lock};
    QVERIFY(writes.owns_lock());
}

void ReadWriteLockTest::readersNeverSeeHalfAWrite() {
    for (const First first : {First::readers, First::writers}) {
        ReadWriteLock lock{"l", first};
        int left = 0, right = 0, torn = 0;  // not atomic: what ThreadSanitizer looks at
        {
            std::vector<Thread> threads;
            for (int i = 0; i < 2; ++i)
                threads.emplace_back([&] {
                    for (int k = 0; k < 500; ++k) {
                        const std::unique_lock writes{lock};
                        ++left;
                        ++right;
                    }
                });
            for (int i = 0; i < 3; ++i)
                threads.emplace_back([&] {
                    bool isTorn = false;
                    for (int k = 0; k < 500; ++k) {
                        const std::shared_lock reads{lock};
                        isTorn |= left != right;
                    }
                    const std::unique_lock writes{lock};
                    torn += isTorn ? 1 : 0;
                });
        }
        QCOMPARE(left, 1000);
        QCOMPARE(torn, 0);
    }
}

QTEST_APPLESS_MAIN(ReadWriteLockTest)
#include "ReadWriteLockTest.moc"
