// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/FrameClock.h"

#include <QTest>

#include <vector>

using namespace heddle;

using Pace = FrameClock::Pace;

class FrameClockTest : public QObject {
    Q_OBJECT
private slots:
    void doesNotTickUntilItIsWoken();
    void ticksUntilNothingMoves();
    void tellsTheTimeSinceTheLastFrame();
    void aWindowThatWasHeldUpDoesNotLeap();
    void ticksSeldomWhileItOnlyWatches();
};

void FrameClockTest::doesNotTickUntilItIsWoken() {
    int frames = 0;
    FrameClock clock([&](Span) { return ++frames < 3 ? Pace::move : Pace::rest; });
    QCoreApplication::processEvents();
    QCOMPARE(frames, 0);
    QVERIFY(!clock.isTicking());  // nor will it
}

void FrameClockTest::ticksUntilNothingMoves() {
    int frames = 0;
    FrameClock clock([&](Span) { return ++frames < 3 ? Pace::move : Pace::rest; });
    clock.wake();
    clock.wake();
    QTRY_VERIFY(!clock.isTicking());
    QCOMPARE(frames, 3);
    clock.wake();
    QTRY_VERIFY(!clock.isTicking());
    QCOMPARE(frames, 4);
}

void FrameClockTest::tellsTheTimeSinceTheLastFrame() {
    Instant now{1000};
    std::vector<Span> spans;
    FrameClock clock(
        [&](Span span) {
            spans.push_back(span);
            return spans.size() < 3 ? Pace::move : Pace::rest;
        },
        [&] { return now = now + Span::millis(16); });
    clock.wake();
    QTRY_VERIFY(!clock.isTicking());
    QVERIFY(spans == std::vector<Span>(3, Span::millis(16)));
}

void FrameClockTest::aWindowThatWasHeldUpDoesNotLeap() {
    Instant now{0};
    Span seen;
    FrameClock clock(
        [&](Span span) {
            seen = span;
            return Pace::rest;
        },
        [&] { return now = now + Span::seconds(5); });
    clock.wake();
    QTRY_VERIFY(!clock.isTicking());
    QVERIFY(seen == FrameClock::longestFrame);
}

void FrameClockTest::ticksSeldomWhileItOnlyWatches() {
    std::vector<Instant> ticks;
    FrameClock clock([&](Span) {
        ticks.push_back(monotonicNow());
        return ticks.size() < 4 ? Pace::watch : Pace::rest;
    });
    clock.wake();
    QTRY_VERIFY(!clock.isTicking());
    QCOMPARE(ticks.size(), std::size_t{4});
    QVERIFY(ticks.back() - ticks.front() > Span::millis(150));
}

QTEST_GUILESS_MAIN(FrameClockTest)
#include "FrameClockTest.moc"
