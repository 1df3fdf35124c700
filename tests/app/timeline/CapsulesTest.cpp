// SPDX-License-Identifier: GPL-3.0-or-later
// What is under way at the instant, and the arrows of it all: seen, and nothing of the lanes hidden.
#include "app/timeline/BarPlace.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/WordsLayer.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace heddle;

namespace {

std::vector<PictureCapsule> capsulesOf(const Picture& picture) {
    std::vector<PictureCapsule> capsules;
    for (const PictureItem& item : picture.items)
        if (const auto* capsule = std::get_if<PictureCapsule>(&item))
            capsules.push_back(*capsule);
    return capsules;
}

QString countIn(StagedScene& stage) {
    for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
        if (capsule.text.endsWith(QStringLiteral("in it")))
            return capsule.text;
    return {};
}

}  // namespace

class CapsulesTest : public QObject {
    Q_OBJECT
private slots:
    void whatLiesInAQueueIsOneCountInItsLaneAndTheStepsOwnMessageRides() {
        StagedScene stage(traceFrom(
            "main puts 1 in q; main puts 2 in q; main puts 3 in q; main puts 4 in q; main puts 5 in q;"
            "w gets 1 from q; w gets 2 from q; w gets 3 from q; w gets 4 from q; w gets 5 from q"));
        stage.at(5.5);  // the first is just being taken
        const auto queue = *stage.model.laneOf(stage.model.trace()->event(0).object);
        QStringList riding;
        std::vector<QRectF> lying;
        for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
            if (capsule.text == QStringLiteral("4 in it"))
                lying.push_back(capsule.rect);
            else
                riding << capsule.text;
        QCOMPARE(riding, QStringList{QStringLiteral("1")});
        QCOMPARE(lying.size(), std::size_t(1));
        QVERIFY(std::abs(lying[0].center().y() - stage.scope().laneCentre(queue)) < 1);
        for (const double playing : {5.1, 5.5, 5.9, 6.0}) {  // of one step, whatever is hovered
            stage.at(playing);
            for (const double abovePx : {0.0, 30.0}) {
                const double y = stage.scope().laneCentre(queue) - abovePx;
                stage.scene.hover(HoverIntent{QPointF(stage.scope().axis.pxOf(playing), y)});
                QCOMPARE(countIn(stage), QStringLiteral("4 in it"));
            }
        }
        stage.at(8.5);  // so few can be told apart on their ways
        QStringList few;
        for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
            few << capsule.text;
        few.sort();
        QCOMPARE(few, (QStringList{QStringLiteral("1 in it"), QStringLiteral("4"), QStringLiteral("5")}));
    }

    void capsulesThatAreSpreadDoNotComeToLieOnOthers() {
        StagedScene stage(toyTrace({.workers = 4, .items = 30, .capacity = 3}));
        for (double position = 10; position < 100; position += 0.5) {
            stage.at(position);
            std::vector<QRectF> solid;
            for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
                if (!capsule.isGhost && stage.scope().frame.lanes.contains(capsule.rect.center()))
                    solid.push_back(capsule.rect.adjusted(1, 1, -1, -1));
            for (std::size_t i = 0; i < solid.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY2(!solid[i].intersects(solid[j]), qPrintable(QString::number(position)));
        }
    }

    void atRestNoneLiesOnTheCellThatIsToldNorOnAnother() {
        StagedScene stage(toyTrace({.workers = 4, .items = 30, .capacity = 3}));
        stage.scene.showRange(0, 20);
        for (int step = 4; step < 20; ++step) {
            stage.at(step);
            stage.scene.select(stage.model.trace()->indexOfStep(step));
            std::vector<QRectF> taken{cellOf(stage.scope(), *stage.scope().moment.event)};
            QVERIFY(!taken[0].isEmpty());
            for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
                if (stage.scope().frame.lanes.contains(capsule.rect.center()))
                    taken.push_back(capsule.rect.adjusted(0.5, 0.5, -0.5, -0.5));
            for (std::size_t i = 0; i < taken.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY2(!taken[i].intersects(taken[j]), qPrintable(QString::number(step)));
        }
    }

    void atRestNoneLiesOnWordsWhereThereIsRoomBesideThem() {
        StagedScene stage(toyTrace({.workers = 4, .items = 30, .capacity = 3}));
        stage.scene.setSize({700, 420});
        stage.scene.showRange(0, 30);
        std::size_t riding = 0;
        for (int step = 4; step < 30; ++step) {
            stage.at(step);
            const std::vector<QRectF> words = placesOfWords(stage.scene.still(), stage.scope().frame.lanes);
            QVERIFY(!words.empty());
            for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
                if (stage.scope().frame.lanes.contains(capsule.rect.center())) {
                    ++riding;
                    for (const QRectF& place : words)
                        QVERIFY2(!place.intersects(capsule.rect), qPrintable(QString::number(step)));
                }
        }
        QVERIFY(riding > 20);
    }

    void theCountOfALaneOutOfSightDoesNotLieOnAnother() {
        StagedScene stage(traceFrom(
            "main puts 1 in a; main puts 2 in a; main puts 3 in a; main puts 4 in a; main puts 1 in b;"
            "main puts 2 in b; main puts 3 in b; main puts 4 in b"));
        stage.scene.setSize({600, 200});  // both lanes are below
        stage.at(8);
        std::vector<QRectF> counts;
        for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
            if (capsule.text.endsWith(QStringLiteral("in it")))
                counts.push_back(capsule.rect);
        QVERIFY(counts.empty());
        stage.scene.setSize({600, 600});
        for (const PictureCapsule& capsule : capsulesOf(stage.scene.moving()))
            if (capsule.text.endsWith(QStringLiteral("in it")))
                counts.push_back(capsule.rect);
        QCOMPARE(counts.size(), std::size_t(2));
    }

    void aCapsuleAtTheEndOfTheAxisIsWholeWithinIt() {
        StagedScene stage(traceFrom("main puts 4711 in q; main puts 4712 in q"));
        stage.at(2);
        stage.scene.showRange(0, 2);
        const auto capsules = capsulesOf(stage.scene.moving());
        QVERIFY(!capsules.empty());
        for (const PictureCapsule& capsule : capsules)
            QVERIFY(capsule.rect.right() <= stage.scope().axis.rightPx());
    }

    void manyArrowsLieBelowTheBarsAndAFewAboveThem() {
        const auto isArrowOverBars = [](int times) {
            std::string text = "main starts w; w begins; main prints a;";
            for (int i = 0; i < times; ++i)
                text += "w waits to get from q; main puts 7 in q; w gets 7 from q;";
            StagedScene stage(traceFrom(text));
            stage.scene.showRange(0, 40);
            const auto& all = stage.scene.still().items;
            const auto at = [&](auto is) { return std::find_if(all.begin(), all.end(), is) - all.begin(); };
            const auto arrow =
                at([](const PictureItem& item) { return std::holds_alternative<PictureCurve>(item); });
            return arrow > at([](const PictureItem& item) {
                       const auto* fill = std::get_if<PictureFill>(&item);
                       return fill && fill->tone == Tone::waitsMessage;
                   });
        };
        QVERIFY(!isArrowOverBars(40));
        QVERIFY(isArrowOverBars(2));
    }

    void noArrowStrikesThroughWords_data() {
        QTest::addColumn<bool>("isPinned");
        QTest::newRow("lanes that scroll") << false;
        QTest::newRow("a pinned lane") << true;
    }
    void noArrowStrikesThroughWords() {
        QFETCH(bool, isPinned);
        StagedScene stage(traceFrom("main puts 7 in q; v prints a; v prints b; v prints c; w gets 7 from q"));
        stage.at(5);
        if (isPinned)
            stage.scene.arrange({LaneIntent::Way::below});
        if (isPinned)
            stage.scene.arrange({LaneIntent::Way::pin});
        Picture all = stage.scene.still();
        const Picture moving = stage.scene.moving();
        all.items.insert(all.items.end(), moving.items.begin(), moving.items.end());
        std::size_t crossed = 0;
        for (std::size_t i = 0; i < all.items.size(); ++i) {
            const auto* arrow = std::get_if<PictureCurve>(&all.items[i]);
            for (std::size_t j = 0; arrow && j < all.items.size(); ++j)
                if (const auto* words = std::get_if<PictureText>(&all.items[j]);
                    words && stage.scope().frame.lanes.contains(words->rect.center()) &&
                    arrow->cutTo(words->rect)) {
                    const auto last =
                        std::find(all.items.rbegin(), all.items.rend(), PictureItem(*words)).base() -
                        all.items.begin();
                    QVERIFY(static_cast<std::size_t>(last) > i);
                    const auto* ground =
                        std::get_if<PictureFill>(&all.items[static_cast<std::size_t>(last) - 2]);
                    QVERIFY(ground && ground->rect == words->rect);
                    ++crossed;
                }
        }
        QVERIFY(crossed > 0);
    }
};

QTEST_MAIN(CapsulesTest)
#include "CapsulesTest.moc"
