// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneWords.h"
#include "app/picture/TextFit.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <string>

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

    void aLocksOwnerStandsWithinItsBarHoweverLowTheLanesAre() {
        std::string text;
        for (const char* lock : {"A", "B", "C", "D", "E", "F", "G", "H"})
            text += std::string("main acquires ") + lock + "; main prints a; main releases " + lock + ";";
        StagedScene stage(traceFrom(text));
        const double height = stage.scope().rows.height;
        stage.scene.setSize({900, 522 - stage.scope().frame.lanes.height() + height * 0.7});
        QVERIFY(stage.scope().rows.share < 0.75);
        const auto& items = stage.scene.still().items;
        std::size_t owners = 0;
        for (std::size_t i = 0; i + 2 < items.size(); ++i) {
            const auto* bar = std::get_if<PictureFill>(&items[i]);
            const auto* owner = std::get_if<PictureText>(&items[i + 2]);
            if (!bar || !owner || bar->tone != Tone::selection || bar->rect != owner->rect)
                continue;
            QVERIFY(bar->rect.height() >= TextFit(stage.scope().theme, owner->type).height());
            ++owners;
        }
        QVERIFY(owners > 5);
    }
};

QTEST_MAIN(LaneWordsTest)
#include "LaneWordsTest.moc"
