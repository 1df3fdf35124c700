// SPDX-License-Identifier: MIT
#include "core/sync/Timer.h"

#include <QTest>
#include <atomic>

using namespace heddle;
using namespace std::chrono_literals;

class TimerTest : public QObject {
    Q_OBJECT
private slots:
    void itRunsItsBodyOnceItsTimeHasCome();
    void oneThatIsCancelledRunsNothing();
    void oneCancelledBeforeItIsStartedRunsNothing();
    void itStartsOnce();
    void oneThatWasNeverStartedHoldsNobodyUp();
};

void TimerTest::itRunsItsBodyOnceItsTimeHasCome() {
    std::atomic<int> runs{0};
    Timer timer{"t", 1ms, [&] { ++runs; }};
    QVERIFY(timer.start());
    timer.join();
    QCOMPARE(runs.load(), 1);
    QVERIFY(!timer.cancel());
}

void TimerTest::oneThatIsCancelledRunsNothing() {
    std::atomic<int> runs{0};
    {
        Timer timer{"t", 1h, [&] { ++runs; }};
        timer.start();
        QVERIFY(timer.cancel());
    }
    QCOMPARE(runs.load(), 0);
}

void TimerTest::oneCancelledBeforeItIsStartedRunsNothing() {
    std::atomic<int> runs{0};
    Timer timer{"t", 1h, [&] { ++runs; }};
    QVERIFY(timer.cancel());
    timer.start();
    timer.join();
    QCOMPARE(runs.load(), 0);
}

void TimerTest::itStartsOnce() {
    Timer timer{"t", 1ms, [] {}};
    QVERIFY(timer.start());
    QVERIFY(!timer.start());
}

void TimerTest::oneThatWasNeverStartedHoldsNobodyUp() {
    Timer timer{"t", 1h, [] {}};
    timer.join();
}

QTEST_APPLESS_MAIN(TimerTest)
#include "TimerTest.moc"
