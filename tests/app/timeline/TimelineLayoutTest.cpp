// SPDX-License-Identifier: GPL-3.0-or-later
// Facts to pictures, without a window.
#include "app/picture/Hatching.h"
#include "app/picture/PicturePainter.h"
#include "app/timeline/BarGeometry.h"
#include "app/timeline/MessageGeometry.h"
#include "core/trace/Describe.h"
#include "core/trace/TraceFile.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

template <class Item>
std::vector<Item> itemsOf(const Picture& picture) {
    std::vector<Item> items;
    for (const PictureItem& item : picture.items)
        if (const Item* one = std::get_if<Item>(&item))
            items.push_back(*one);
    return items;
}

QStringList capsuleTexts(const Picture& picture) {
    QStringList texts;
    for (const PictureCapsule& capsule : itemsOf<PictureCapsule>(picture))
        texts << capsule.text;
    return texts;
}

bool hasText(const Picture& picture, const QString& text) {
    for (const PictureText& words : itemsOf<PictureText>(picture))
        if (words.text == text)
            return true;
    return false;
}

const char* const handOver =
    "w waits to get from q; main puts 8 in q; main puts 9 in q; w gets 8 from q; w ticks q;"
    "main prints a; main prints b; w gets 9 from q";

}  // namespace

class TimelineLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void aCellFillsItsStepsColumn() {
        StagedScene stage(traceFrom(handOver));
        stage.scene.showRange(0, 20);
        Picture picture;
        layWorker(picture, stage.scope(), stage.scope().rows.ofLane(0));
        const TimelineAxis& axis = stage.scope().axis;
        int cells = 0;
        for (const PictureFill& fill : itemsOf<PictureFill>(picture)) {
            if (fill.tone != Tone::running)
                continue;
            ++cells;
            const double step = std::round(axis.positionAt(fill.rect.right()));
            QVERIFY(std::abs(axis.pxOf(step) - fill.rect.right()) < 2);
            QVERIFY(std::abs(axis.pxOf(step - 1) - fill.rect.left()) < 2);
        }
        QVERIFY(cells > 0);
    }

    void aWaitReachesFromItsStepToWhereItWasDone() {
        const BarSpan span =
            spanOf({0, 3, 7, 100, 900, 0, 0, Op::queueGet, Phase::done, Outcome::ok}, Axis::steps, 20);
        QCOMPARE(span.begin, 2.0);
        QCOMPARE(span.doneFrom, 6.0);
        QCOMPARE(span.end, 7.0);
        const BarSpan open =
            spanOf({0, 3, 0, 100, 900, 0, 0, Op::queueGet, Phase::waits, Outcome::ok}, Axis::steps, 20);
        QCOMPARE(open.end, 20.0);
        QVERIFY(!open.hasCell());
        const BarSpan timed =
            spanOf({0, 3, 7, 100, 900, 0, 0, Op::queueGet, Phase::done, Outcome::ok}, Axis::realTime, 2000);
        QVERIFY(timed.hasWait() && !timed.hasCell());
        QCOMPARE(timed.doneFrom, 900.0);
    }

    void onlyBarsInViewAreFound() {
        StagedScene stage(toyTrace());
        for (const Lane& lane : stage.model.lanes())
            for (double from = 0; from < 60; from += 7) {
                const BarRange range = barsBetween(lane.bars, Axis::steps, from, from + 10, 200);
                for (std::size_t i = 0; i < lane.bars.size(); ++i) {
                    const BarSpan span = spanOf(lane.bars[i], Axis::steps, 200);
                    const bool isIn = span.end >= from && span.begin <= from + 10;
                    QCOMPARE(i >= range.first && i < range.last, isIn);
                }
            }
    }

    void arrowsEndAtTheCellsOfSenderAndReceiver() {
        StagedScene stage(traceFrom(handOver));
        stage.scene.showRange(0, 20);
        const TimelineScope& scope = stage.scope();
        const PictureCurve way = wayOf(stage.model.messages().all()[0], scope);
        QCOMPARE(way.from.x(), scope.axis.pxOf(1.5));
        QCOMPARE(way.to.x(), scope.axis.pxOf(3.5));
        const double half = scope.theme.size(Measure::cellHeight) / 2.0;
        const auto main = *stage.model.laneOf(stage.model.trace()->event(1).worker);
        const auto w = *stage.model.laneOf(stage.model.trace()->event(0).worker);
        QCOMPARE(std::abs(way.from.y() - scope.laneCentre(main)), half);
        QCOMPARE(std::abs(way.to.y() - scope.laneCentre(w)), half);
    }

    void aCapsuleMovesFromSendToReceive() {
        StagedScene stage(traceFrom(handOver));
        const Message& second = stage.model.messages().all()[1];
        stage.at(2.5);
        QVERIFY(!progressOf(second, stage.playback.moment()));
        stage.at(3);
        QCOMPARE(progressOf(second, stage.playback.moment()), std::optional<double>(0));
        stage.at(5.5);
        QCOMPARE(progressOf(second, stage.playback.moment()), std::optional<double>(0.5));
        const QPointF place = placeOf(second, stage.scope(), 0.5);
        QVERIFY(std::abs(place.x() - stage.scope().axis.pxOf(5)) <
                0.5);  // in the middle of its way, half a column back
        stage.at(8);
        QVERIFY(!progressOf(second, stage.playback.moment()));
    }

    void whatIsInFlightStandsInItsCapsule() {
        StagedScene stage(traceFrom(handOver));
        stage.at(3.5);
        QStringList texts = capsuleTexts(stage.scene.moving());
        texts.sort();
        QCOMPARE(texts, (QStringList{QStringLiteral("1 in it"), QStringLiteral("8"), QStringLiteral("9")}));
        stage.at(6.5);
        QCOMPARE(capsuleTexts(stage.scene.moving()),
                 (QStringList{QStringLiteral("9"), QStringLiteral("1 in it")}));
    }

    void aLocksLaneNamesItsOwner() {
        StagedScene stage(
            traceFrom("first acquires L; second wants L; main prints a; main prints b; main prints c;"
                      "first releases L; second acquires L; main prints d"));
        Picture picture;
        const ObjectId lock = stage.model.trace()->event(0).object;
        layLock(picture, stage.scope(), stage.scope().rows.ofLane(*stage.model.laneOf(lock)));
        QVERIFY(hasText(picture, QStringLiteral("first")));
        QVERIFY(hasText(picture, QStringLiteral("second")));
        QCOMPARE(itemsOf<PictureColumns>(picture).size(), std::size_t(1));  // second waits there
    }

    void theEndOfAStreamIsNoTrouble() {
        const auto tones = [](const char* outcome) {
            StagedScene stage(
                traceFrom(std::string("pipe w to r; main fails to receive from r: ") + outcome));
            std::vector<Tone> all;
            for (const PictureFill& fill : itemsOf<PictureFill>(stage.scene.still()))
                all.push_back(fill.tone);
            return all;
        };
        const auto eof = tones("eof"), broken = tones("broken");
        QVERIFY(std::find(eof.begin(), eof.end(), Tone::trouble) == eof.end());
        QVERIFY(std::find(broken.begin(), broken.end(), Tone::trouble) != broken.end());
    }

    void aMessageOfAHiddenLaneIsToldInsteadOfDrawn() {
        StagedScene stage(traceFrom(handOver));
        LaneChoice choice;
        choice.setFilter(QStringLiteral("main"));
        stage.scene.setChoice(choice);
        stage.at(3.5);
        const Picture moving = stage.scene.moving();
        QVERIFY(capsuleTexts(moving).isEmpty());
        QVERIFY(itemsOf<PictureCurve>(moving).empty());
        QVERIFY(itemsOf<PictureCurve>(stage.scene.still()).empty());
        QVERIFY(hasText(moving, QStringLiteral("2 messages under way between hidden lanes")));
        QVERIFY(hasText(stage.scene.still(), QStringLiteral("2 hidden")));
    }

    void aSelectedMessageThatIsNotThereIsOnlyOutlined() {
        StagedScene stage(traceFrom(handOver));
        stage.at(7);
        stage.scene.select(std::size_t(1));  // main puts 8, which was taken long ago
        std::vector<bool> ghosts;
        for (const PictureCapsule& capsule : itemsOf<PictureCapsule>(stage.scene.moving()))
            if (capsule.text == QStringLiteral("8"))
                ghosts.push_back(capsule.isGhost);
        QCOMPARE(ghosts, std::vector<bool>{true});
    }

    void onlyTheChosenMessageHasAThickArrow() {
        StagedScene stage(
            traceFrom("main puts 7 in q; main puts 8 in q; main prints a; w gets 7 from q; w gets 8 from q"));
        stage.at(3);
        stage.scene.select(std::size_t(1));
        int thick = 0, thin = 0;
        for (const PictureCurve& curve : itemsOf<PictureCurve>(stage.scene.moving()))
            ++(curve.widthPx > 1.5 ? thick : thin);
        QCOMPARE(thick, 1);
        QCOMPARE(thin, 2);
    }

    void howHeddleEndedAWorkerIsSaidAndLiesOnNoCell() {
        const auto trace =
            traceFrom("main acquires A; w acquires B; main waits to acquire B; w waits to acquire A;"
                      "main prints a; w dies");
        RunFacts facts = trace->facts();
        facts.ending = Ending::stuck;
        trace->setFacts(facts);
        StagedScene stage(trace);
        const std::size_t last = stage.model.size() - 1;
        QCOMPARE(stage.model.deathWords(last), QStringLiteral("ended by Heddle"));
        QVERIFY(stage.model.sentence(last).contains(QStringLiteral("ended by Heddle")));
        QStringList said;
        for (const PictureText& text : itemsOf<PictureText>(stage.scene.still()))
            if (text.text == QStringLiteral("ended by Heddle"))
                said << text.text;
        QCOMPARE(said.size(), 1);  // beside the name: over no cell
    }

    void whomHeddleEndedIsToldFromWhomOthersKilledHoweverTheRunEnds() {
        const auto trace = traceFrom("process main; main forks a; a begins; main forks b; b begins; a dies;"
                                     "b waits to get from q; main dies; b dies");
        StagedScene stage(trace);
        RunFacts facts = trace->facts();
        facts.ending = Ending::failed;  // for a was killed
        facts.endedBehind = trace->size() - 2;
        QVERIFY(stage.model.sentence(trace->size() - 1).contains(QStringLiteral("killed")));
        trace->setFacts(facts);
        stage.model.catchUp();
        Describer describer(trace);
        QVERIFY(stage.model.sentence(trace->size() - 4).contains(QStringLiteral("was killed")));
        QVERIFY(describer.inEnglish(trace->size() - 4).find("was killed") != std::string::npos);
        for (const std::size_t ended : {trace->size() - 2, trace->size() - 1}) {
            QVERIFY(stage.model.sentence(ended).contains(QStringLiteral("ended by Heddle")));
            QVERIFY(describer.inEnglish(ended).find("is ended by Heddle") != std::string::npos);
        }
    }

    void whomTheProgramKilledIsNotSaidToBeEndedByHeddle() {
        const auto trace =
            traceFrom("process main; main forks child; child begins; child dies; main waits to get from q");
        RunFacts facts = trace->facts();
        facts.ending = Ending::stuck;
        trace->setFacts(facts);
        StagedScene stage(trace);
        QVERIFY(stage.model.deathWords(2).startsWith(QStringLiteral("killed")));
    }

    void aMessageThatNobodyTakesStaysInSight() {
        StagedScene stage(traceFrom("main puts 8 in q; main prints a; main prints b"));
        stage.at(3);
        QCOMPARE(capsuleTexts(stage.scene.moving()), QStringList{QStringLiteral("8")});
    }

    void capsulesStayInSightHoweverFarTheViewIsZoomedOut() {
        ToyRun run;
        run.items = 3000;
        StagedScene stage(toyTrace(run));
        stage.at(2500.5);
        stage.scene.fitAll();
        const Picture picture = stage.scene.moving();
        const auto capsules = itemsOf<PictureCapsule>(picture);
        QVERIFY(!capsules.empty());
        for (const PictureCapsule& capsule : capsules)
            QVERIFY(stage.scope().frame.all.contains(capsule.rect) && capsule.rect.height() >= 20);
        for (std::size_t i = 0; i < capsules.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::abs(capsules[i].rect.center().y() - capsules[j].rect.center().y()) > 1 ||
                        !capsules[i].rect.adjusted(1, 1, -1, -1).intersects(capsules[j].rect));
    }

    void whatIsMergedSaysHowMuch() {
        ToyRun run;
        run.items = 3000;
        StagedScene stage(toyTrace(run));
        stage.scene.fitAll();
        const std::size_t merged = mergedBars(stage.scope(), stage.model.lanes()[0]);
        QCOMPARE(merged, stage.model.lanes()[0].bars.size());
        const QString said = QStringLiteral("%1 merged").arg(QLocale().toString(qulonglong(merged)));
        bool isSaid = false;
        for (const PictureText& words : itemsOf<PictureText>(stage.scene.still()))
            isSaid = isSaid || words.text.startsWith(said);
        QVERIFY(isSaid);
        QVERIFY(shownArrows(stage.scope()).oneOf > 1);
        QVERIFY(stage.scene.still().items.size() < 30000);
        stage.scene.showRange(20, 40);
        QCOMPARE(mergedBars(stage.scope(), stage.model.lanes()[0]), std::size_t(0));
        QCOMPARE(shownArrows(stage.scope()).oneOf, std::size_t(1));
    }

    void densityIsTheShareOfTheTime() {
        Lane lane;  // one step in two is done, none waits
        for (std::int64_t step = 2; step <= 2000; step += 2) {
            lane.bars.open({0, step, step, 0, 0, 0, 0, Op::print, Phase::done, Outcome::ok});
            lane.indexLastBar();
        }
        const auto columns = densityOf(lane, Axis::steps, 0, 2000, 2000, 0, 100, 2);
        QCOMPARE(columns.size(), std::size_t(1));  // all alike
        QCOMPARE(columns[0].doneLevel, densityLevels / 2);
        QCOMPARE(columns[0].waitLevel, 0);
        QCOMPARE(columns[0].toPx, 100.0);
    }

    void aFileIsDrawnWholeBeforeItIsRead() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("toy.heddle")).toStdString();
        QVERIFY(saveTrace(toyTrace({.workers = 4, .items = 20'000}), path).has_value());
        TraceModel model;
        TimelineScene scene(model, Theme::light(), {936, 522});
        model.setTrace(*openTrace(path));
        scene.followRun();
        scene.fitAll();
        QCOMPARE(scene.scope().axis.to, double(model.trace()->steps()));
        const auto columnsOf = [&] {
            Picture picture;
            layWorker(picture, scene.scope(), scene.scope().rows.ofLane(1));
            double width = 0;
            for (const PictureColumns& columns : itemsOf<PictureColumns>(picture))
                for (const QRectF& rect : columns.rects)
                    width += rect.width();
            return width;
        };
        const double ahead = columnsOf();
        QVERIFY(ahead > scene.scope().axis.widthPx / 2);
        while (model.catchUp())
            continue;
        scene.followRun();
        QVERIFY(std::abs(columnsOf() - ahead) < ahead / 10);
    }

    void curvesAreCutToTheLanes() {
        const PictureCurve curve{{0, 0}, {40, 10}, {60, 90}, {100, 100}, Tone::arrow, 1, 6};
        const QRectF rect(20, 10, 50, 60);
        const auto cut = curve.cutTo(rect);
        QVERIFY(cut.has_value());
        for (double t = 0; t <= 1; t += 0.05)
            QVERIFY(rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(cut->at(t)));
        QCOMPARE(cut->headPx, 0.0);
        QVERIFY(!curve.cutTo({200, 0, 10, 10}).has_value());
        QCOMPARE(curve.cutTo({-1, -1, 200, 200})->to, curve.to);
        QVERIFY(std::abs(curve.at(curve.whereX(33)).x() - 33) < 0.01);
    }

    void hatchingStaysInItsBar() {
        const QRectF bar(103.5, 20, 77, 24);
        for (const double slope : {1.0, -1.0}) {
            const auto lines = hatchLines(bar, 9, slope);
            QVERIFY(lines.size() >= 8);
            for (const QLineF& line : lines)
                QVERIFY(bar.adjusted(-0.01, -0.01, 0.01, 0.01).contains(line.p1()) &&
                        bar.adjusted(-0.01, -0.01, 0.01, 0.01).contains(line.p2()));
        }
    }

    void nothingIsDrawnOverTheNamesOrBesideTheLanes() {
        StagedScene stage(toyTrace());
        stage.at(30.5);
        stage.scene.showRange(25, 45);
        Picture lanes;
        layArrows(lanes, stage.scope());
        for (const TimelineRow& row : stage.scope().rows.rows)
            layWorker(lanes, stage.scope(), row);
        const QRectF allowed = stage.scope().frame.lanes.adjusted(-0.5, -0.5, 0.5, 0.5);
        for (const PictureFill& fill : itemsOf<PictureFill>(lanes))
            QVERIFY(fill.rect.left() >= allowed.left() && fill.rect.right() <= allowed.right());
        for (const PictureCurve& curve : itemsOf<PictureCurve>(lanes))
            QVERIFY(allowed.contains(curve.from) && allowed.contains(curve.to));
    }

    void aShortRunIsShownInReadableColumns() {
        StagedScene stage(toyTrace());
        QCOMPARE(std::round(stage.scope().axis.pxPerPosition()), 40.0);
        QCOMPARE(stage.scope().axis.from, 0.0);
    }

    void eventsAreFoundWhereTheyAreDrawn() {
        StagedScene stage(traceFrom(handOver));
        stage.scene.showRange(0, 20);
        const TimelineScope& scope = stage.scope();
        const Trace& trace = *stage.model.trace();
        for (std::size_t event = 1; event < trace.size(); ++event) {
            const double y = scope.laneCentre(*stage.model.laneOf(trace.event(event).worker));
            QCOMPARE(eventAt(scope, {scope.axis.pxOf(static_cast<double>(trace.stepAt(event)) - 0.5), y}),
                     std::optional(event));
        }
        QVERIFY(!eventAt(scope, {scope.axis.pxOf(15), scope.laneCentre(0)}));
    }
};

QTEST_MAIN(TimelineLayoutTest)
#include "TimelineLayoutTest.moc"
