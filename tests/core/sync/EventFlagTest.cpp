// SPDX-License-Identifier: MIT
#include "core/sync/EventFlag.h"

#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <deque>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class EventFlagTest : public QObject {
    Q_OBJECT
private slots:
    void itIsSetUntilItIsCleared();
    void nobodyWaitsWhileItIsSet();
    void whoWaitsInVainTimesOut();
    void settingLetsAllGoEvenIfItIsClearedAtOnce();
    void aHundredRoundsLoseNoWaiter();
};

void EventFlagTest::itIsSetUntilItIsCleared() {
    EventFlag flag;
    QVERIFY(!flag.isSet());
    flag.set();
    flag.set();
    QVERIFY(flag.isSet());
    flag.clear();
    QVERIFY(!flag.isSet());
}

void EventFlagTest::nobodyWaitsWhileItIsSet() {
    EventFlag flag;
    flag.set();
    flag.wait();
    QVERIFY(flag.waitFor(0ns));
}

void EventFlagTest::whoWaitsInVainTimesOut() {
    EventFlag flag;
    QVERIFY(!flag.waitFor(1ms));
    flag.set();
    QVERIFY(flag.waitFor(1ms));
}

void EventFlagTest::settingLetsAllGoEvenIfItIsClearedAtOnce() {
    EventFlag flag;
    std::deque<test::Sleeper> sleepers(3);
    std::vector<Thread> threads;
    for (test::Sleeper& sleeper : sleepers) {
        threads.emplace_back([&] {
            sleeper.isMe();
            flag.wait();
        });
        sleeper.waitUntilAsleep();
    }
    flag.set();
    flag.clear();
    threads.clear();  // joins: all three have gone on
    QVERIFY(!flag.isSet());
}

void EventFlagTest::aHundredRoundsLoseNoWaiter() {
    EventFlag there, back;
    int rounds = 0;
    Thread echo([&] {
        for (int i = 0; i < 100; ++i) {
            there.wait();
            there.clear();
            ++rounds;
            back.set();
        }
    });
    for (int i = 0; i < 100; ++i) {
        there.set();
        back.wait();
        back.clear();
    }
    echo.join();
    QCOMPARE(rounds, 100);
}

QTEST_APPLESS_MAIN(EventFlagTest)
#include "EventFlagTest.moc"
