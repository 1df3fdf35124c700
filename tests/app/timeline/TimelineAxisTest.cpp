// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineAxis.h"

#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

TimelineAxis axisOf(Axis unit, double from, double to) {
    return {unit, from, to, 112, 800};
}

bool isNear(double a, double b) {
    return std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(a));
}

}  // namespace

class TimelineAxisTest : public QObject {
    Q_OBJECT
private slots:
    void positionsAndPixelsGoRound() {
        for (const auto& axis : {axisOf(Axis::steps, 0, 20), axisOf(Axis::steps, 24.5, 44.5),
                                 axisOf(Axis::realTime, 1e9, 1e9 + 700), axisOf(Axis::steps, 0, 1e7)})
            for (double px = axis.leftPx - 50; px < axis.rightPx() + 50; px += 12.3)
                QVERIFY(isNear(axis.pxOf(axis.positionAt(px)), px));
    }

    void zoomingKeepsWhatIsUnderThePointer() {
        TimelineAxis axis = axisOf(Axis::steps, 200, 300);
        for (const double factor : {1.25, 3.0, 0.5, 0.8}) {
            const double before = axis.positionAt(400);
            axis = zoomed(axis, factor, 400, 1000);
            QVERIFY(isNear(axis.positionAt(400), before));
        }
    }

    void zoomingEndsAtTheWholeRunAndAtTwoSteps() {
        const TimelineAxis axis = axisOf(Axis::steps, 200, 300);
        const TimelineAxis out = zoomed(axis, 1e-9, 400, 1000);
        QCOMPARE(out.from, 0.0);
        QCOMPARE(out.to, 1000.0);
        QVERIFY(isNear(zoomed(axis, 1e9, 400, 1000).length(), 2));
    }

    void panningStopsAtTheRunsEdges() {
        const TimelineAxis axis = axisOf(Axis::steps, 10, 30);
        QCOMPARE(panned(axis, 40, 100).from, 11.0);
        QCOMPARE(panned(axis, -1e6, 100).from, 0.0);
        QCOMPARE(panned(axis, 1e6, 100).to, 100.0);
    }

    void emptyRunStillHasAnAxis() {
        const TimelineAxis axis = fitted(axisOf(Axis::steps, 0, 1), 0);
        QVERIFY(axis.length() > 0 && std::isfinite(axis.pxOf(0)));
    }

    void theViewMovesAlongWithTheInstantNearItsEdge() {
        const TimelineAxis axis = axisOf(Axis::steps, 0, 20);
        QCOMPARE(following(axis, 5, 6, 100), axis);
        QCOMPARE(following(axis, 16, 17, 100).from, 1.0);
        QCOMPARE(following(axis, 18, 18.5, 100).from, 0.5);  // it was beyond the edge already: no jump
        QCOMPARE(following(axis, 19, 20, 20).from, 0.0);     // the run ends there
        QCOMPARE(following(axis, 30, 31, 100), axis);        // out of view: somebody looks elsewhere
        QVERIFY(following(axis, 5, 90, 100).shows(90));      // a jump is followed
    }

    void goingBackTheViewKeepsRoomForWhatIsToldToo() {
        const TimelineAxis axis = axisOf(Axis::steps, 40, 60);
        QCOMPARE(following(axis, 55, 54, 100), axis);
        QCOMPARE(following(axis, 44, 43, 100).from, 39.0);
        QCOMPARE(following(axis, 42, 41.5, 100).from, 39.5);  // beyond the edge already: no jump
        QCOMPARE(following(axis, 40, 39.5, 100).from, 38.5);  // but the step that is told is in view
        QCOMPARE(following(axis, 40.2, 40.4, 100), axis);     // forward again
        QCOMPARE(following(axisOf(Axis::steps, 0, 20), 1, 0.5, 100).from, 0.0);  // the run begins there
    }

    void ticksAreRoundAndApart() {
        for (double length = 3; length < 1e7; length *= 1.7) {
            const TimelineAxis axis = axisOf(Axis::steps, 0, length);
            const auto made = ticks(axis, 60, length);
            for (std::size_t i = 1; i < made.size(); ++i)
                QVERIFY(axis.pxOf(made[i].position) - axis.pxOf(made[i - 1].position) > 59.9);
            for (const Tick& tick : made)
                QCOMPARE(tick.position, std::floor(tick.position));
        }
    }

    void timesAreToldInTheirUnit_data() {
        QTest::addColumn<double>("ns");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("label");
        QTest::newRow("zero") << 0.0 << 1e6 << QStringLiteral("0 ns");
        QTest::newRow("nanoseconds") << 250.0 << 50.0 << QStringLiteral("250 ns");
        QTest::newRow("half a millisecond apart") << 1.5e6 << 5e5 << QStringLiteral("1.5 ms");
        QTest::newRow("whole milliseconds") << 20e6 << 5e6 << QStringLiteral("20 ms");
        QTest::newRow("seconds by milliseconds") << 1.25e9 << 1e6 << QStringLiteral("1.250 s");
    }
    void timesAreToldInTheirUnit() {
        QFETCH(double, ns);
        QFETCH(double, step);
        QTEST(timeLabel(ns, step), "label");
    }
};

QTEST_GUILESS_MAIN(TimelineAxisTest)
#include "TimelineAxisTest.moc"
