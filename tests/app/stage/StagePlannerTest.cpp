// SPDX-License-Identifier: GPL-3.0-or-later
// What is on the stage stays where it is, whatever its size.
#include "app/stage/StageSizes.h"
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

#include <string>

using namespace heddle;

namespace {

const QSizeF usual(900, 400), lower(900, 320), narrower(640, 400), wider(1500, 330), high(320, 900);

std::vector<QRectF> placesIn(StagedStage& stage) {
    std::vector<QRectF> places;
    for (const StageBox& box : stage.plan().boxes)
        places.push_back(box.rect);
    return places;
}

void resize(StagedStage& stage, const QSizeF& size) {
    stage.scene.setSize(size);
    stage.scene.picture();
}

bool isAllInView(StagedStage& stage) {
    return stage.scene.area().contains(stage.scene.view().mapRect(stage.plan().bounds));
}

std::shared_ptr<const Trace> fiveWorkers() {
    const std::shared_ptr<Trace> trace = toyTrace({.workers = 5, .items = 30, .capacity = 4});
    RunFacts facts = trace->facts();
    facts.lesson = "queues";
    trace->setFacts(facts);
    return trace;
}

}  // namespace

class StagePlannerTest : public QObject {
    Q_OBJECT
private slots:
    void nothingMovesWhenTheStageHasAnotherSize_data() {
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("lower") << lower;
        QTest::newRow("narrower") << narrower;
        QTest::newRow("wider") << wider;
    }
    void nothingMovesWhenTheStageHasAnotherSize() {
        QFETCH(QSizeF, size);
        StagedStage stage(fiveWorkers(), usual), anew(fiveWorkers(), size);
        const std::vector<QRectF> before = placesIn(stage);
        stage.scene.picture();
        resize(stage, size);
        QCOMPARE(placesIn(stage), before);
        QVERIFY(isAllInView(stage));
    }

    void whatWouldBeTooSmallToReadIsLaidOutAnewAndComesBack() {
        StagedStage stage(toyTrace({.workers = 14, .items = 30, .capacity = 4}), wider);
        const std::vector<QRectF> before = placesIn(stage);
        stage.scene.picture();
        resize(stage, high);
        const std::vector<QRectF> anew = placesIn(stage);
        QVERIFY(anew != before);
        QVERIFY(isAllInView(stage));
        resize(stage, high + QSizeF(9, -9));  // and does not move while one drags
        QCOMPARE(placesIn(stage), anew);
        resize(stage, wider);
        QCOMPARE(placesIn(stage), before);
    }

    void untilItIsSeenItIsLaidOutForTheSizeThatItGets() {
        StagedStage stage(toyTrace({.workers = 14, .items = 30, .capacity = 4}), high);
        StagedStage anew(toyTrace({.workers = 14, .items = 30, .capacity = 4}), wider);
        QVERIFY(placesIn(stage) != placesIn(anew));
        resize(stage, wider);
        QCOMPARE(placesIn(stage), placesIn(anew));
    }

    void aRingIsShownWholeWhereItsNamesAreAlmostTooSmall() {
        constexpr int count = 5;
        std::string text;
        for (int i = 0; i < count; ++i) {
            const std::string who = "p-" + std::to_string(i);
            text += "main starts " + who + "; " + who + " begins; ";
            for (const int fork : {i, (i + 1) % count})
                text += who + " acquires f-" + std::to_string(fork) + "; " + who + " releases f-" +
                        std::to_string(fork) + "; ";
        }
        StagedStage stage(traceFrom(text), QSizeF(900, 340));
        stage.scene.setUsualFit(StageFit::legible);
        QVERIFY2(stage.scene.view().m11() < legibleScale,
                 qPrintable(QString::number(stage.scene.view().m11())));
        QVERIFY(isAllInView(stage));
    }

    void theNextRunOfAProgramHasItsPlacesInAnotherSize() {
        StagedStage stage(fiveWorkers(), usual);
        stage.scene.picture();
        const std::vector<QRectF> before = placesIn(stage);
        stage.scene.setSize(lower);
        stage.show(fiveWorkers());
        stage.scene.picture();
        QCOMPARE(placesIn(stage), before);
    }
};

QTEST_MAIN(StagePlannerTest)
#include "StagePlannerTest.moc"
