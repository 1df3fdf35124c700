// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneWords.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

class LaneWordsTest : public QObject {
    Q_OBJECT
private slots:
    void aLocksLaneSaysWhoHoldsItAndWhoWaits() {
        StagedScene stage(
            traceFrom("first acquires L; second wants L; main prints a; main waits to acquire L;"
                      "first releases L; second acquires L; second releases L; first prints b"));
        const ObjectId lock = stage.model.trace()->event(0).object;
        const TimelineScope& scope = stage.scope();
        const double y = scope.laneCentre(*stage.model.laneOf(lock));
        const auto wordsIn = [&](int step) { return laneWords(scope, {scope.axis.pxOf(step - 0.5), y}); };
        QCOMPARE(wordsIn(1), QStringLiteral("L: held by first"));
        QCOMPARE(wordsIn(3), QStringLiteral("L: held by first, second waits"));
        QVERIFY(wordsIn(4).startsWith(QStringLiteral("L: held by first, ")));
        QVERIFY(wordsIn(4).endsWith(QStringLiteral(" and second wait")) ||
                wordsIn(4).endsWith(QStringLiteral(" and main wait")));
        QCOMPARE(wordsIn(8), QStringLiteral("L: held by nobody, main waits"));
        QCOMPARE(laneWords(scope, {scope.axis.pxOf(0.5), y - 1000}), QString());
    }

    void aQueuesLaneSaysHowMuchItHolds() {
        StagedScene stage(traceFrom(
            "queue q holds 4; main puts 1 in q; main puts 2 in q; main prints a; main gets from q"));
        const TimelineScope& scope = stage.scope();
        const ObjectId queue = stage.model.trace()->event(0).object;
        const double y = scope.laneCentre(*stage.model.laneOf(queue));
        QCOMPARE(laneWords(scope, {scope.axis.pxOf(2.5), y}), QStringLiteral("q: depth 2 of 4"));
        QCOMPARE(laneWords(scope, {scope.axis.pxOf(0.2), y}), QStringLiteral("q: depth 0 of 4"));
    }
};

QTEST_MAIN(LaneWordsTest)
#include "LaneWordsTest.moc"
