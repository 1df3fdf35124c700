// SPDX-License-Identifier: MIT
#include "core/sync/Queue.h"

#include "core/sync/Shared.h"
#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <atomic>
#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Its third move throws: the one by which it would go into the queue.
struct Brittle {
    int movesLeft = 1000;
    Brittle() = default;
    explicit Brittle(int moves) : movesLeft(moves) {}
    Brittle(Brittle&& other) : movesLeft(other.movesLeft - 1) {
        if (movesLeft < 0)
            throw std::runtime_error("broke on the way");
    }
    Brittle& operator=(Brittle&&) = default;
};

}  // namespace

class QueueTest : public QObject {
    Q_OBJECT
private slots:
    void whatGoesInFirstComesOutFirst();
    void anEmptyOneRefusesATryAndTimesOut();
    void aFullOneRefusesATryAndTimesOut();
    void aClosedOneIsEmptiedAndThenAnswersClosed();
    void closingLetsEverybodyGoWhoWaits();
    void gettersAreServedInTheOrderOfArrival();
    void moreTaskDonesThanPutsAreInvalid();
    void joinWaitsForEveryTask();
    void itCarriesWhatCanOnlyBeMoved();
    void anItemThatThrowsOnItsWayInLeavesTheQueueWhole();
    void anItemThatThrowsAfterAWaitLeavesTheQueueWhole();
    void aStormOfPutsAndGetsLosesAndDoublesNothing();
    void loadsAndStoresOfASharedAreNeverTorn();
};

void QueueTest::whatGoesInFirstComesOutFirst() {
    Queue<int> queue;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(queue.put(i), Outcome::ok);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(*queue.get(), i);
}

void QueueTest::anEmptyOneRefusesATryAndTimesOut() {
    Queue<int> queue;
    QCOMPARE(queue.tryGet().outcome(), Outcome::empty);
    QCOMPARE(queue.getFor(1ms).outcome(), Outcome::timeout);
    QVERIFY(!queue.getFor(0ms));
}

void QueueTest::aFullOneRefusesATryAndTimesOut() {
    Queue<int> queue{"", 1};
    QCOMPARE(queue.tryPut(1), Outcome::ok);
    QCOMPARE(queue.tryPut(2), Outcome::full);
    QCOMPARE(queue.putFor(2, 1ms), Outcome::timeout);
    QCOMPARE(*queue.tryGet(), 1);
    QCOMPARE(queue.tryGet().outcome(), Outcome::empty);
}

void QueueTest::aClosedOneIsEmptiedAndThenAnswersClosed() {
    Queue<int> queue;
    queue.put(1);
    queue.close();
    QCOMPARE(queue.put(2), Outcome::closed);
    QCOMPARE(*queue.get(), 1);
    QCOMPARE(queue.get().outcome(), Outcome::closed);
    QCOMPARE(queue.tryGet().outcome(), Outcome::closed);
}

void QueueTest::closingLetsEverybodyGoWhoWaits() {
    Queue<int> empty;
    Queue<int> full{"", 1};
    full.put(0);
    std::deque<test::Sleeper> sleepers(6);
    std::vector<Outcome> outcomes(6);
    std::vector<Thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, i] {
            sleepers[i].isMe();
            outcomes[i] = i % 2 == 0 ? empty.get().outcome() : full.put(i);
        });
        sleepers[i].waitUntilAsleep();
    }
    empty.close();
    full.close();
    threads.clear();
    QCOMPARE(outcomes, std::vector<Outcome>(6, Outcome::closed));
}

void QueueTest::gettersAreServedInTheOrderOfArrival() {
    Queue<int> queue;
    std::deque<test::Sleeper> sleepers(5);
    std::vector<int> got(5, -1);
    std::vector<Thread> threads;
    for (int i = 0; i < 5; ++i) {
        threads.emplace_back([&, i] {
            sleepers[i].isMe();
            got[i] = *queue.get();
        });
        sleepers[i].waitUntilAsleep();
    }
    for (int i = 0; i < 5; ++i)
        queue.put(i);
    threads.clear();
    QCOMPARE(got, (std::vector<int>{0, 1, 2, 3, 4}));
}

void QueueTest::moreTaskDonesThanPutsAreInvalid() {
    Queue<int> queue;
    QVERIFY(!queue.taskDone());
    queue.put(1);
    QVERIFY(queue.taskDone());
    QVERIFY(!queue.taskDone());
}

void QueueTest::joinWaitsForEveryTask() {
    Queue<int> queue;
    queue.join();  // nothing was put: nothing to wait for
    queue.put(1);
    queue.put(2);
    test::Sleeper sleeper;
    std::atomic<int> done{0};
    int doneAtJoin = 0;
    Thread joiner([&] {
        sleeper.isMe();
        queue.join();
        doneAtJoin = done;
    });
    sleeper.waitUntilAsleep();
    for (int i = 0; i < 2; ++i) {
        *queue.get();
        ++done;
        queue.taskDone();
    }
    joiner.join();
    QCOMPARE(doneAtJoin, 2);
}

void QueueTest::itCarriesWhatCanOnlyBeMoved() {
    Queue<std::unique_ptr<int>> queue;
    queue.put(std::make_unique<int>(7));
    QCOMPARE(**queue.get(), 7);
}

void QueueTest::anItemThatThrowsOnItsWayInLeavesTheQueueWhole() {
    Queue<Brittle> queue;
    QVERIFY_EXCEPTION_THROWN(queue.put(Brittle{2}), std::runtime_error);
    QCOMPARE(queue.put({}), Outcome::ok);
    QVERIFY(queue.get());
    QCOMPARE(queue.tryGet().outcome(), Outcome::empty);
}

void QueueTest::anItemThatThrowsAfterAWaitLeavesTheQueueWhole() {
    Queue<Brittle> queue{"", 1};
    queue.put({});
    test::Sleeper sleeper;
    bool hasThrown = false;
    Thread putter([&] {
        sleeper.isMe();
        try {
            queue.put(Brittle{2});
        } catch (const std::runtime_error&) {
            hasThrown = true;
        }
    });
    sleeper.waitUntilAsleep();
    QVERIFY(queue.get());
    putter.join();
    QVERIFY(hasThrown);
    QCOMPARE(queue.tryPut({}), Outcome::ok);  // its place in the line is gone with it
    QVERIFY(queue.tryGet());
}

void QueueTest::aStormOfPutsAndGetsLosesAndDoublesNothing() {
    constexpr int putters = 4, getters = 4, each = 2000;
    Queue<int> queue{"", 3};
    std::vector<std::atomic<int>> seen(putters * each);
    {
        std::vector<Thread> threads;
        for (int i = 0; i < getters; ++i)
            threads.emplace_back([&, i] {
                while (true) {
                    const auto item = i % 2 == 0 ? queue.get() : queue.getFor(100us);
                    if (item)
                        ++seen[static_cast<std::size_t>(*item)];
                    if (item)
                        queue.taskDone();
                    if (item.outcome() == Outcome::closed)
                        return;
                }
            });
        {
            std::vector<Thread> sources;
            for (int i = 0; i < putters; ++i)
                sources.emplace_back([&, i] {
                    for (int k = 0; k < each;)
                        k += queue.putFor(i * each + k, k % 2 == 0 ? 50us : 1s) == Outcome::ok ? 1 : 0;
                });
        }
        queue.join();
        queue.close();
    }
    for (const std::atomic<int>& count : seen)
        QCOMPARE(count.load(), 1);
}

void QueueTest::loadsAndStoresOfASharedAreNeverTorn() {
    Shared<std::string> shared{"", std::string(50, 'a')};
    std::atomic<bool> isOver{false};
    int torn = 0;
    Thread reader([&] {
        while (!isOver) {
            const std::string value = shared.load();
            torn += value != std::string(50, value.front()) ? 1 : 0;
        }
    });
    for (int i = 0; i < 2000; ++i)
        shared.store(std::string(50, static_cast<char>('a' + i % 26)));
    isOver = true;
    reader.join();
    QCOMPARE(torn, 0);
}

QTEST_APPLESS_MAIN(QueueTest)
#include "QueueTest.moc"
