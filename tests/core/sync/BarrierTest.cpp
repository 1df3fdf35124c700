// SPDX-License-Identifier: MIT
#include "core/sync/Barrier.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// One that waits at a barrier, and what it got.
struct Waiting {
    Barrier& barrier;
    test::Sleeper sleeper;
    Outcome outcome = Outcome::invalid;
    Thread thread;

    explicit Waiting(Barrier& its)
        : barrier(its), thread([this] {
              sleeper.isMe();
              outcome = barrier.wait().outcome();
          }) {
        sleeper.waitUntilAsleep();
    }
};

}  // namespace

class BarrierTest : public QObject {
    Q_OBJECT
private slots:
    void eachArrivalHasANumberOfItsOwn();
    void oneForOneNeverWaits();
    void roundsDoNotMix();
    void whoRunsOutOfTimeBreaksItForAll();
    void anAbortedOneIsBrokenUntilItIsReset();
    void resetBreaksItForThoseWhoWait();
};

void BarrierTest::eachArrivalHasANumberOfItsOwn() {
    Barrier barrier{"b", 4};
    std::array<int, 4> indices{};
    {
        std::vector<Thread> threads;
        for (int& index : indices)
            threads.emplace_back([&] { index = *barrier.wait(); });
    }
    std::ranges::sort(indices);
    QCOMPARE(indices, (std::array<int, 4>{0, 1, 2, 3}));
    QCOMPARE(barrier.parties(), 4);
}

void BarrierTest::oneForOneNeverWaits() {
    Barrier barrier{"b", 1};
    QCOMPARE(*barrier.wait(), 0);
    QCOMPARE(*barrier.waitFor(0ns), 0);
}

void BarrierTest::roundsDoNotMix() {
    constexpr int parties = 3, rounds = 300;
    Barrier barrier{"b", parties};
    std::array<std::array<int, rounds>, parties> seen{};
    std::array<int, rounds> arrivals{};  // not atomic: all increments of a round lie between two barriers
    {
        std::vector<Thread> threads;
        for (int i = 0; i < parties; ++i)
            threads.emplace_back([&, i] {
                for (int round = 0; round < rounds; ++round) {
                    if (*barrier.wait() == 0)
                        ++arrivals[round];
                    barrier.wait();
                    seen[i][round] = arrivals[round];
                }
            });
    }
    for (int i = 0; i < parties; ++i)
        for (int round = 0; round < rounds; ++round)
            QCOMPARE(seen[i][round], 1);
}

void BarrierTest::whoRunsOutOfTimeBreaksItForAll() {
    Barrier barrier{"b", 3};
    Waiting waiting{barrier};
    QCOMPARE(barrier.waitFor(1ms).outcome(), Outcome::timeout);
    waiting.thread.join();
    QCOMPARE(waiting.outcome, Outcome::broken);
    QCOMPARE(barrier.wait().outcome(), Outcome::broken);
}

void BarrierTest::anAbortedOneIsBrokenUntilItIsReset() {
    Barrier barrier{"b", 2};
    Waiting waiting{barrier};
    barrier.abort();
    waiting.thread.join();
    QCOMPARE(waiting.outcome, Outcome::broken);
    QCOMPARE(barrier.wait().outcome(), Outcome::broken);
    barrier.reset();
    Waiting again{barrier};
    QCOMPARE(*barrier.wait(), 1);
    again.thread.join();
    QCOMPARE(again.outcome, Outcome::ok);
}

void BarrierTest::resetBreaksItForThoseWhoWait() {
    Barrier barrier{"b", 2};
    Waiting waiting{barrier};
    barrier.reset();
    waiting.thread.join();
    QCOMPARE(waiting.outcome, Outcome::broken);
    QCOMPARE(barrier.waitFor(0ns).outcome(), Outcome::timeout);  // nobody is there any more
}

QTEST_APPLESS_MAIN(BarrierTest)
#include "BarrierTest.moc"
