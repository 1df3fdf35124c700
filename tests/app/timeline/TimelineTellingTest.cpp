// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline says of that which it leaves out, merges or only can show in little; without a window.
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>

using namespace heddle;

namespace {

struct Stage {
    TraceModel model;
    Playback playback;
    TimelineScene scene;

    explicit Stage(const std::shared_ptr<Trace>& trace, QSizeF size = {936, 522})
        : scene(model, Theme::light(), size) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
        playback.setTrace(trace);
        scene.followRun();
    }
    void onAxis(Axis axis) {
        playback.setAxis(axis);
        scene.setMoment(playback.moment());
    }
    void look(Depth depth) {
        LaneChoice choice = scene.scope().choice;
        choice.setDepth(depth);
        scene.setChoice(choice);
    }
    void foldAll() {
        LaneChoice choice = scene.scope().choice;
        for (const Lane& lane : model.lanes())
            if (lane.kind == LaneKind::worker && !choice.isFolded(lane.process))
                choice.toggleFold(lane.process);
        scene.setChoice(choice);
    }
    const TimelineScope& scope() const { return scene.scope(); }
    std::size_t laneNamed(const char* name) const {
        for (std::size_t lane = 0; lane < model.lanes().size(); ++lane)
            if (model.lanes()[lane].name == QLatin1String(name))
                return lane;
        return model.lanes().size();
    }
    Picture worker(std::size_t lane) const {
        Picture picture;
        layWorker(picture, scope(), scope().rows.ofLane(lane));
        return picture;
    }
};

template <class Item>
std::vector<Item> itemsOf(const Picture& picture, Tone tone) {
    std::vector<Item> items;
    for (const PictureItem& item : picture.items)
        if (const Item* one = std::get_if<Item>(&item); one && one->tone == tone)
            items.push_back(*one);
    return items;
}

std::vector<QRectF> columnsOf(const Picture& picture, Tone tone) {
    std::vector<QRectF> rects;
    for (const PictureColumns& columns : itemsOf<PictureColumns>(picture, tone))
        rects.insert(rects.end(), columns.rects.begin(), columns.rects.end());
    return rects;
}

QStringList textsOf(const Picture& picture) {
    QStringList texts;
    for (const PictureItem& item : picture.items)
        if (const auto* words = std::get_if<PictureText>(&item))
            texts << words->text;
    return texts;
}

bool says(const Picture& picture, const QString& words) {
    return !textsOf(picture).filter(words).isEmpty();
}

// `count` operations of main, a microsecond each, then one a second later.
std::shared_ptr<Trace> burst(int count) {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const ObjectId lock = builder.addObject(ObjectKind::mutex, "main/L", main);
    for (int i = 0; i < count; ++i)
        builder.tell(
            {.worker = main, .op = i % 2 == 0 ? Op::mutexAcquire : Op::mutexRelease, .object = lock});
    builder.letPass(Span::seconds(1));
    builder.tell({.worker = main, .op = Op::print});
    return builder.result();
}

// Three operations: the middle one, which waited or not, failed.
std::shared_ptr<Trace> failing(bool waits) {
    return traceFrom(std::string("main prints a; ") +
                     (waits ? "main waits to get from q for a while; " : "") +
                     "other prints b; 1ms pass; main fails to get from q: timeout; main prints c");
}

constexpr double cellHeightPx = 30;

}  // namespace

class TimelineTellingTest : public QObject {
    Q_OBJECT
private slots:
    void arrowsOfHiddenLanesAreCounted() {
        Stage stage(traceFrom("main puts 1 in q; w gets 1 from q; main puts 2 in q; w gets 2 from q;"
                              "main puts 3 in q; v gets 3 from q"));
        LaneChoice choice;
        choice.hide(stage.laneNamed("w"));
        stage.scene.setChoice(choice);
        QVERIFY2(says(stage.scene.still(), QStringLiteral("2 arrows of hidden lanes")),
                 qPrintable(textsOf(stage.scene.still()).join('|')));
    }

    void barsThatShareTheirPixelsAreCountedAlsoWhereOnlyAPartIsDense() {
        Stage stage(burst(100));
        stage.onAxis(Axis::realTime);
        stage.scene.fitAll();
        QCOMPARE(mergedBars(stage.scope(), stage.model.lanes()[0]), std::size_t(100));
        QVERIFY(says(stage.scene.still(), QStringLiteral("100 merged")));
        stage.scene.showRange(0, 100e3);
        QCOMPARE(mergedBars(stage.scope(), stage.model.lanes()[0]), std::size_t(0));
    }

    void holdsOfALockThatShareTheirPixelsAreCounted() {
        Stage stage(burst(100));
        stage.onAxis(Axis::realTime);
        stage.scene.fitAll();
        Picture names;
        layNames(names, stage.scope());
        QVERIFY2(says(names, QStringLiteral("50 merged")), qPrintable(textsOf(names).join('|')));
    }

    void changesOfADepthThatShareTheirPixelsAreCounted() {
        Stage stage(toyTrace({.items = 3000}));
        stage.scene.fitAll();
        const std::size_t jobs = stage.laneNamed("jobs");
        const std::size_t points = stage.model.lanes()[jobs].depth.points().size();
        Picture names;
        layNames(names, stage.scope());
        QVERIFY2(says(names, QStringLiteral("%1 merged").arg(QLocale().toString(qulonglong(points)))),
                 qPrintable(textsOf(names).join('|')));
        stage.scene.showRange(0, 20);
        Picture close;
        layNames(close, stage.scope());
        QVERIFY(!says(close, QStringLiteral("merged")));
    }

    void whatIsMergedInAFoldedProcessAndBelowABarIsCounted() {
        Stage stage(traceFrom("process main; main forks child; child begins; main prints a; child prints b"));
        stage.foldAll();
        stage.scene.showRange(0, 4000);
        Picture names;
        layNames(names, stage.scope());
        QVERIFY2(says(names, QStringLiteral("2 merged")), qPrintable(textsOf(names).join('|')));
    }

    void onlyWhatHasACapacityIsShownWithItsLimit() {
        Stage open(traceFrom("main puts 1 in q; main puts 2 in q; main gets 1 from q"));
        Picture unlimited;
        layDepth(unlimited, open.scope(), open.scope().rows.ofLane(open.laneNamed("q")));
        QVERIFY(itemsOf<PictureLine>(unlimited, Tone::capacity).empty());
        Stage bounded(traceFrom("queue q holds 4; main puts 1 in q; main puts 2 in q; main gets 1 from q"));
        Picture limited;
        layDepth(limited, bounded.scope(), bounded.scope().rows.ofLane(bounded.laneNamed("q")));
        QCOMPARE(itemsOf<PictureLine>(limited, Tone::capacity).size(), std::size_t(1));
    }

    void aRangeCountsWhatIsShown() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        for (int i = 0; i < 3; ++i) {
            builder.tell({.worker = main, .op = Op::print});
            builder.tell({.worker = feeder, .op = Op::queueTake, .depth = Depth::library});
            builder.tell({.worker = feeder, .op = Op::pipeWrite, .depth = Depth::system});
        }
        Stage stage(builder.result());
        const TimelineRange all{0, 3};
        QCOMPARE(operationsIn(stage.scope(), all).all, std::size_t(3));
        stage.look(Depth::library);
        QCOMPARE(operationsIn(stage.scope(), all).all,
                 std::size_t(3 + 2));  // what comes last is behind the range
        stage.look(Depth::system);
        QCOMPARE(operationsIn(stage.scope(), all).all, std::size_t(3 + 2 + 2));
        LaneChoice choice = stage.scope().choice;
        choice.hide(stage.laneNamed("main"));
        stage.scene.setChoice(choice);
        QCOMPARE(operationsIn(stage.scope(), all).all, std::size_t(2 + 2));
    }

    void aFailureHasAMarkOfItsOwnShape_data() {
        QTest::addColumn<Axis>("axis");
        QTest::addColumn<bool>("waits");
        QTest::addColumn<double>("to");
        QTest::newRow("a cell among steps") << Axis::steps << false << 8.0;
        QTest::newRow("after a wait among steps") << Axis::steps << true << 8.0;
        QTest::newRow("in real time") << Axis::realTime << false << 2e6;
        QTest::newRow("after a wait in real time") << Axis::realTime << true << 2e6;
        QTest::newRow("narrow") << Axis::steps << false << 300.0;
        QTest::newRow("far away") << Axis::realTime << true << 1e12;
    }
    void aFailureHasAMarkOfItsOwnShape() {
        QFETCH(Axis, axis);
        QFETCH(bool, waits);
        QFETCH(double, to);
        Stage stage(failing(waits));
        stage.onAxis(axis);
        stage.scene.showRange(0, to);
        const auto marks = columnsOf(stage.worker(stage.laneNamed("main")), Tone::trouble);
        const bool isTaller = std::any_of(marks.begin(), marks.end(), [](const QRectF& rect) {
            return rect.height() > cellHeightPx && rect.width() < 4;
        });
        QVERIFY(isTaller);
        for (const PictureItem& item : stage.worker(stage.laneNamed("main")).items)
            if (const auto* cell = std::get_if<PictureFill>(&item))
                QVERIFY(cell->rect.height() <= cellHeightPx);
        QVERIFY(columnsOf(stage.worker(stage.laneNamed("other")), Tone::trouble).empty());
        QVERIFY(says(stage.scene.still(), QStringLiteral("failed")));
    }

    void aFailureIsSeenWhereADensityStandsForIt() {
        std::string text = "main fails to get from q: timeout;";
        for (int i = 0; i < 600; ++i)
            text += "main prints a;";
        Stage stage(traceFrom(text));
        stage.scene.fitAll();
        QVERIFY(isDense(stage.scope(), stage.model.lanes()[0]));
        const auto marks = columnsOf(stage.worker(0), Tone::trouble);
        QCOMPARE(marks.size(), std::size_t(2));  // a line, and its head
        QVERIFY(marks[0].height() > cellHeightPx);
    }

    void theEndOfAStreamIsNoFailure() {
        Stage stage(traceFrom("pipe out to in; main closes out; main fails to receive from in: eof"));
        QVERIFY(columnsOf(stage.worker(stage.laneNamed("main")), Tone::trouble).empty());
        QVERIFY(!says(stage.scene.still(), QStringLiteral("failed")));
    }

    void aFailureIsSeenInAFoldedProcessAndOnTheMap() {
        Stage stage(traceFrom("process main; main forks child; child begins; main prints a;"
                              "child fails to get from q: timeout; main prints b"));
        Picture map;
        layMap(map, stage.scope());
        QVERIFY(!columnsOf(map, Tone::trouble).empty());
        stage.foldAll();
        Picture folded;
        layFolded(folded, stage.scope(), stage.scope().rows.ofLane(stage.laneNamed("child")));
        QVERIFY(!columnsOf(folded, Tone::trouble).empty());
    }

    void howAWorkerWasKilledStandsUnderItsNameAndItsCrossInItsFoldedProcess() {
        Stage stage(traceFrom("process main; main forks child; child begins; main prints a; child dies"));
        stage.scene.showRange(0, 3);  // its end is not in view
        Picture names;
        layNames(names, stage.scope());
        const std::size_t end = stage.model.lanes()[stage.laneNamed("child")].end->event;
        QVERIFY2(says(names, stage.model.deathWords(end)), qPrintable(textsOf(names).join('|')));
        stage.scene.fitAll();
        stage.foldAll();
        Picture folded;
        layFolded(folded, stage.scope(), stage.scope().rows.ofLane(stage.laneNamed("child")));
        QCOMPARE(itemsOf<PictureLine>(folded, Tone::died).size(), std::size_t(2));
    }

    void aWorkerIsSeenFromItsBeginOn() {
        Stage stage(traceFrom("main prints a; main starts w; w begins; main prints b; main prints c"));
        for (const Axis axis : {Axis::steps, Axis::realTime}) {
            stage.onAxis(axis);
            stage.scene.fitAll();
            const TimelineScope& scope = stage.scope();
            const Picture lane = stage.worker(stage.laneNamed("w"));
            const double begin =
                scope.axis.pxOf(axis == Axis::steps ? 2 : double(stage.model.trace()->event(2).start));
            QCOMPARE(lane.items.size(), std::size_t(1));
            if (axis == Axis::steps)
                QCOMPARE(std::get<PictureLine>(lane.items[0]).from.x(), begin);
            else
                QCOMPARE(std::get<PictureFill>(lane.items[0]).rect.left(), begin);
        }
    }

    void whoWaitsIsNotToldToHaveDoneItYet() {
        Stage stage(traceFrom("w waits to get from q; main prints a; main puts 8 in q; w gets 8 from q"));
        const TimelineScope& scope = stage.scope();
        const auto at = [&](double step) {
            return QPointF(scope.axis.pxOf(step - 0.5), scope.laneCentre(stage.laneNamed("w")));
        };
        QCOMPARE(barAt(scope, at(2))->waitsUntil, std::optional(3.0));
        QVERIFY(!barAt(scope, at(4))->waitsUntil);
        stage.scene.hover({at(2)});
        QVERIFY(says(stage.scene.moving(), QStringLiteral("waits until step 4, then: w takes 8 from q")));
    }

    void theMapShowsAllWorkersWhateverLanesAreShown() {
        Stage stage(traceFrom("process main; main forks child; child begins; main puts 1 in q;"
                              "child gets 1 from q; main prints a; child prints b"));
        const auto marksOf = [&] {
            Picture map;
            layMap(map, stage.scope());
            return columnsOf(map, Tone::running);
        };
        const auto all = marksOf();
        LaneChoice choice;
        choice.setFilter(QStringLiteral("q"));
        stage.scene.setChoice(choice);
        QCOMPARE(marksOf(), all);
        stage.scene.setChoice({});
        stage.foldAll();
        QCOMPARE(marksOf(), all);
    }

    void theLaneOfAPipeIsOfBothItsEnds() {
        Stage stage(traceFrom("pipe out to in; main sends 17 bytes on out; main receives from in"));
        const Subject subject = subjectAt(stage.scope(), stage.scope().laneCentre(1));
        QCOMPARE(subject.objects.size(), std::size_t(2));
    }

    void aFilterThatLeavesNoLaneSaysSo() {
        Stage stage(traceFrom("main puts 1 in q; w gets 1 from q"));
        LaneChoice choice;
        choice.setFilter(QStringLiteral("nosuch"));
        stage.scene.setChoice(choice);
        QVERIFY(says(stage.scene.still(),
                     QString::fromUtf8("No lane has “nosuch” in its name. Esc clears the filter.")));
        choice.setFilter(QStringLiteral("q"));
        stage.scene.setChoice(choice);
        QVERIFY(!says(stage.scene.still(),
                      QString::fromUtf8("No lane has “q” in its name. Esc clears the filter.")));
    }

    void aWaitIsAsLongOnTheMapAsItIs() {
        Stage stage(traceFrom("w waits to get from q; main prints a; main prints b; main prints c;"
                              "main puts 1 in q; w gets 1 from q"));
        Picture map;
        layMap(map, stage.scope());
        const auto waits = columnsOf(map, Tone::waitsMessage);
        QCOMPARE(waits.size(), std::size_t(1));
        QVERIFY(std::abs(waits[0].width() - 5 * mapAxis(stage.scope()).pxPerPosition()) < 1);
    }

    void capsulesLeaveTheNamesOfTheLanesReadable() {
        Stage stage(
            traceFrom("main puts 7654321 in q; main puts 7654322 in q; main puts 7654323 in q;"
                      "main prints a; main prints b; main prints c; main prints d; w gets 7654321 from q;"
                      "w gets 7654322 from q; w gets 7654323 from q"));
        stage.playback.seek(4);
        stage.scene.setMoment(stage.playback.moment());
        stage.scene.showRange(8.5, 12);  // they wait at the left edge
        std::vector<QRectF> rects;
        for (const PictureItem& item : stage.scene.moving().items)
            if (const auto* capsule = std::get_if<PictureCapsule>(&item))
                rects.push_back(capsule->rect);
        QVERIFY(!rects.empty());
        for (std::size_t i = 0; i < rects.size(); ++i) {
            QVERIFY(rects[i].left() >= stage.scope().axis.leftPx - 0.01);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!rects[i].adjusted(1, 1, -1, -1).intersects(rects[j]));
        }
    }
};

QTEST_MAIN(TimelineTellingTest)
#include "TimelineTellingTest.moc"
