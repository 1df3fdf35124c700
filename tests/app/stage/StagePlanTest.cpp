// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything stands, without a window.
#include "app/stage/StageSteps.h"
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace heddle;

namespace {

std::string startOf(int workers) {
    std::string text;
    for (int i = 0; i < workers; ++i) {
        const std::string name = "w-" + std::to_string(i);
        text += "main starts " + name + "; " + name + " begins; ";
    }
    return text;
}

// All boxes apart, all within the bounds; says which are not.
QString complaint(const StagePlan& plan) {
    for (std::size_t i = 0; i < plan.boxes.size(); ++i) {
        if (!plan.bounds.contains(plan.boxes[i].rect))
            return plan.boxes[i].title + " is outside";
        for (std::size_t k = 0; k < i; ++k)
            if (plan.boxes[i].rect.intersects(plan.boxes[k].rect))
                return plan.boxes[i].title + " lies on " + plan.boxes[k].title;
    }
    return {};
}

std::shared_ptr<Trace> allLockEachOther(int workers) {
    std::string text = startOf(workers);
    for (int i = 0; i < workers; ++i)
        text += "w-" + std::to_string(i) + " acquires L; w-" + std::to_string(i) + " releases L; ";
    return traceFrom(text);
}

}  // namespace

class StagePlanTest : public QObject {
    Q_OBJECT
    static std::shared_ptr<Trace> ofProgram(const char* name, const std::string& text) {
        const auto trace = traceFrom(text);
        RunFacts facts = trace->facts();
        facts.lesson = name;
        trace->setFacts(facts);
        return trace;
    }
    static QHash<QString, QRectF> placesIn(StagedStage& stage) {
        QHash<QString, QRectF> places;
        for (const StageBox& box : stage.plan().boxes)
            places.insert(box.key, box.rect);
        return places;
    }

private slots:
    void whatOnlyOneProcessHasIsDrawnWithItAndTellsItsValue() {
        StagedStage stage(traceFrom("main forks p; p begins; main stores 7 in x; p stores 8 in y;"
                                    "p puts 1 in q; main gets 1 from q"));
        const StagePlan& plan = stage.plan();
        QStringList keys;
        for (const StageBox& box : plan.boxes)
            keys << box.key + (box.within.empty() ? QString() : " with " + box.withinKeys.join(", "));
        keys.sort();
        QCOMPARE(keys, (QStringList{"main with main/x", "main/p with main/y", "main/q"}));
        QVERIFY2(complaint(plan).isEmpty(), qPrintable(complaint(plan)));
        const QStringList texts = stage.textsIn(plan.bounds);
        QVERIFY2(texts.contains("own memory: x = 7") && texts.contains("own memory: y = 8"),
                 qPrintable(texts.join("\n")));
        for (const StageLink& link : plan.links)
            QVERIFY(link.worker != link.thing);
    }

    void whatOneProcessAloneHasIsAThing() {
        StagedStage stage(traceFrom("main starts a; a begins; main stores 7 in x"));
        QCOMPARE(placesIn(stage).keys().contains("main/x"), true);
    }

    void anotherRunOfAProgramHasEachThingAtItsPlace() {
        const std::string begins = startOf(2) + "w-0 acquires L; w-0 stores 1 in x; w-0 releases L; ";
        const std::string whole = begins +
                                  "w-1 acquires L; w-1 stores 2 in x; w-1 releases L; w-0 puts 1 in q;"
                                  "w-1 gets 1 from q; w-0 puts 3 in r; w-1 gets 3 from r";
        StagedStage stage(ofProgram("a", whole));
        const auto places = placesIn(stage);
        QVERIFY(places.contains("main/L") && !places.contains("main/x"));  // which is drawn in its lock
        const QRectF bounds = stage.plan().bounds;
        stage.show(ofProgram("a", begins));
        QCOMPARE(stage.plan().bounds, bounds);
        const auto fewer = placesIn(stage);
        QVERIFY(fewer.size() < places.size());
        for (auto place = fewer.begin(); place != fewer.end(); ++place)
            QCOMPARE(*place, places.value(place.key()));
        stage.show(ofProgram("a", startOf(1)));  // it knows the most that was there
        stage.show(ofProgram("a", whole));
        QCOMPARE(placesIn(stage), places);
        stage.show(ofProgram("b", begins));
        QVERIFY(stage.plan().bounds != bounds);
    }

    void whatALockDoesNotProtectAnyMoreIsDrawnAlone() {
        const std::string guarded = startOf(2) + "w-0 acquires L; w-0 stores 1 in x; w-0 releases L; "
                                                 "w-1 acquires L; w-1 stores 2 in x; w-1 releases L; ";
        StagedStage stage(ofProgram("a", guarded));
        QVERIFY(!placesIn(stage).contains("main/x"));
        stage.show(ofProgram(
            "a", startOf(2) + "w-0 acquires L; w-0 stores 1 in x; w-0 releases L; w-1 stores 2 in x"));
        QVERIFY(placesIn(stage).contains("main/x"));
    }

    void sourcesStandLeftAndSinksRight_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("columns");
        const auto row = [](const char* name, const std::string& text, const char* columns) {
            QTest::newRow(name) << QString::fromStdString(text) << columns;
        };
        row("a queue",
            startOf(2) + "main puts 1 in q; w-0 gets 1 from q; main puts 2 in q; w-1 gets 2 from q",
            "main | q | w-0 w-1");
        row("a line of queues",
            startOf(2) + "main puts 1 in q; w-0 gets 1 from q; w-0 puts 2 in r; w-1 gets 2 from r",
            "main | q | w-0 | r | w-1");
        row("the way back is beside the way there",
            startOf(1) + "main puts 1 in q; w-0 gets 1 from q; w-0 puts 2 in r; main gets 2 from r",
            "main | q r | w-0");
        row("a pipe",
            "pipe out to in; process a; process b; main forks a; main forks b; a begins; b begins;"
            "a sends 12 bytes on out; b receives from in",
            "main a | out | b");
        row("a lock", startOf(2) + "w-0 acquires L; w-0 releases L; w-1 acquires L", "main w-0 | L | w-1");
        row("a ring of locks", startOf(2) + "w-0 acquires A; w-1 acquires B; w-0 wants B; w-1 wants A",
            "main w-0 | A B | w-1");
    }
    void sourcesStandLeftAndSinksRight() {
        QFETCH(QString, text);
        StagedStage stage(text.toStdString());
        QTEST(stage.columns(), "columns");
    }

    void whatNobodyUsesYetIsThereToo() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        builder.addObject(ObjectKind::shared, "main/counter", main, 40);
        builder.addObject(ObjectKind::pipeEnd, "main/inner", feeder);  // nothing of the program's
        const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q", main);
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .phase = Phase::called});
        StagedStage stage(builder.result());
        QVERIFY2(stage.told("counter").startsWith("counter|= 40"), qPrintable(stage.told("counter")));
        QVERIFY(stage.box("q") && !stage.box("inner"));
        QCOMPARE(stage.columns(), QString("main | counter q"));
    }

    void boxesNeverOverlapHoweverManyWorkersThereAre_data() {
        QTest::addColumn<int>("workers");
        for (const int workers : {2, 5, 6, 11, 16, 40, 41, 64, 200})
            QTest::newRow(QByteArray::number(workers).constData()) << workers;
    }
    void boxesNeverOverlapHoweverManyWorkersThereAre() {
        QFETCH(int, workers);
        StagedStage queue(toyTrace({.workers = workers, .items = 2 * workers, .capacity = 4}));
        QCOMPARE(complaint(queue.plan()), QString());
        StagedStage lock(allLockEachOther(workers));
        QCOMPARE(complaint(lock.plan()), QString());
        const auto boxes = std::size_t(workers > 40 ? 1 : workers) + 2;  // main, and what they share
        QCOMPARE(queue.plan().boxes.size(), boxes);
        QCOMPARE(lock.plan().boxes.size(), boxes);
    }

    void fortyWorkersCanBeRead() {
        StagedStage stage(toyTrace({.workers = 40, .items = 80, .capacity = 4}));
        QVERIFY(stage.scene.area().contains(stage.scene.view().mapRect(stage.plan().bounds)));
        constexpr double smallestScale = 0.6, nameTypePx = 13;
        QVERIFY2(stage.scene.view().m11() * nameTypePx >= 8 && stage.scene.view().m11() >= smallestScale,
                 qPrintable(QString::number(stage.scene.view().m11())));
    }

    void nothingMovesFromStepToStep() {
        StagedStage stage(toyTrace({.workers = 7, .items = 30, .capacity = 3}));
        const std::vector<StageBox> first = stage.plan().boxes;
        const QTransform view = stage.scene.view();
        for (double step = 0; step <= stage.playback.length(); step += 0.5) {
            stage.at(step);
            QCOMPARE(stage.plan().boxes.size(), first.size());
            for (std::size_t i = 0; i < first.size(); ++i)
                QCOMPARE(stage.plan().boxes[i].rect, first[i].rect);
            QCOMPARE(stage.scene.view(), view);
        }
    }

    void whoeverUsesThemFirstThingsKeepTheirPlaces() {
        const std::string begin = "main starts there; there begins; main starts back; back begins;";
        const std::string there =
            "there acquires left-lock; there acquires right-lock; there loads left; there loads right;"
            "there releases right-lock; there releases left-lock;";
        const std::string back =
            "back acquires right-lock; back acquires left-lock; back loads right; back loads left;"
            "back releases left-lock; back releases right-lock;";
        StagedStage run(begin + there + back), branch(begin + back + there);
        QCOMPARE(branch.columns(), run.columns());
        for (const char* title : {"there", "back", "left", "right", "left-lock", "right-lock"})
            QCOMPARE(branch.box(title)->rect, run.box(title)->rect);
        QCOMPARE(run.columns(), QString("main there | left left-lock right right-lock | back"));
    }

    void whoHasDoneNothingYetStandsWithThoseOfItsName() {
        StagedStage queue(startOf(3) + "main puts 1 in q; w-1 gets 1 from q");
        QCOMPARE(queue.columns(), QString("main | q | w-0 w-1 w-2"));
        StagedStage locks(startOf(4) + "w-0 acquires A; w-0 acquires B");
        QCOMPARE(locks.columns(), QString("main w-0 w-1 | A B | w-2 w-3"));
    }

    void whoHasNothingToDoWithEachOtherStandsInOrder() {
        StagedStage stage(startOf(5));
        QCOMPARE(stage.columns(), QString("main w-0 w-1 w-2 w-3 w-4"));
    }

    void aLargeGroupIsOneBoxUntilItIsUnfolded() {
        StagedStage stage(toyTrace({.workers = 64, .items = 70, .capacity = 4}));
        const StageBox* group = stage.box("worker 0\u201363");
        QVERIFY2(group, qPrintable(stage.columns()));
        QCOMPARE(group->members.size(), std::size_t(64));
        stage.scene.turnGroup(QString(group->group));
        QCOMPARE(stage.plan().boxes.size(), std::size_t(66));
        QCOMPARE(complaint(stage.plan()), QString());
        QCOMPARE(stage.plan().headers.size(), std::size_t(1));
        stage.scene.turnGroup(QString(stage.plan().headers[0].group));
        QCOMPARE(stage.plan().boxes.size(), std::size_t(3));
    }

    void aSeriesIsToldByTheNumberThatItsNamesDifferIn() {
        QCOMPARE(stemOf("worker-12"), QString("worker-"));
        QCOMPARE(stemOf("client-3/socket"), QString("client-#/socket"));
        QCOMPARE(stemOf("client-3/socket"), stemOf("client-12/socket"));
        QCOMPARE(stemOf("4th/jobs"), QString());
        QCOMPARE(stemOf("jobs"), QString());
    }

    void aStageThatGrowsByThousandsIsLaidOutInTheEnd() {
        const auto trace = std::make_shared<Trace>();
        StagedStage stage(trace);
        const auto whole = toyTrace({.workers = 3000, .items = 1, .capacity = 1});
        const auto append = [&](std::size_t until) {
            for (std::size_t i = trace->size(); i < until; ++i)
                trace->append(whole->event(i), whole->text(i));
            while (stage.scene.catchUp())
                continue;
        };
        for (const WorkerInfo* worker : whole->names().workers())
            trace->names().add(*worker);
        for (const ObjectInfo* object : whole->names().objects())
            trace->names().add(*object);
        append(whole->size() / 8);
        while (stage.scene.isBehind())
            stage.at(0);
        for (std::size_t next = trace->size() + 1; !stage.scene.isBehind() && next <= whole->size(); ++next)
            append(next);
        QVERIFY(stage.scene.isBehind());  // by one that it has not heard of
        stage.at(0);
        QVERIFY(stage.scene.isBehind());  // perhaps more come
        stage.at(0);
        QVERIFY(!stage.scene.isBehind());
        append(whole->size());
        stage.at(0);
        QVERIFY(!stage.scene.isBehind());  // so many more that it does not wait
        QCOMPARE(stage.box("worker 0\u20132999")->members.size(), std::size_t(3000));
    }

    void whatIsUsedOnlyDeeperIsShownOnlyDeeper() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        const ObjectId queue = builder.addObject(ObjectKind::processQueue, "main/q", main);
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
        builder.tell({.worker = feeder, .op = Op::queueTake, .object = queue, .depth = Depth::library});
        StagedStage stage(builder.result());
        QCOMPARE(stage.columns(), QString("main | q"));
        stage.scene.setDepth(Depth::library);
        QVERIFY(stage.box("q.feeder"));
    }

    void whatWasCarriedByHandStaysThere() {
        StagedStage stage("main puts 1 in q");
        const QRectF before = stage.box("q")->rect;
        const auto box = static_cast<std::size_t>(stage.box("q") - stage.plan().boxes.data());
        stage.scene.carry(box, QPointF(30, -20) * stage.scene.view().m11());
        QCOMPARE(stage.box("q")->rect.topLeft(), before.topLeft() + QPointF(30, -20));
        const QHash<QString, QPointF> carried = stage.scene.carried();
        StagedStage later("main puts 1 in q");
        later.scene.setCarried(carried);
        QCOMPARE(later.box("q")->rect.topLeft(), before.topLeft() + QPointF(30, -20));
    }

    void aProcessHasOneFrameAroundItsThreadsAndWhatTheyShare() {
        const auto trace = traceFrom(
            "main forks p; p begins; main starts a; a begins; main puts 1 in tasks; a gets 1 from tasks;"
            "a acquires L; a stores 1 in taken; a releases L; a puts 1 in q; p gets 1 from q;"
            "main acquires L; main loads taken; main releases L");
        StagedStage stage(trace, {1600, 500});
        const auto& frames = stage.plan().frames;
        QCOMPARE(frames.size(), std::size_t(2));
        const auto within = [&](const StageFrame& frame) {
            QStringList names;
            for (const StageBox& box : stage.plan().boxes)
                if (frame.rect.intersects(box.rect))
                    names << box.title;
            names.sort();
            return names.join(QLatin1Char(' '));
        };
        QStringList told{within(frames[0]), within(frames[1])};
        told.sort();
        QCOMPARE(told, (QStringList{"L a main tasks", "p"}));
        QCOMPARE(stage.columns(), QString("main L tasks a | q | p"));
        QVERIFY(stage.box("main")->rect.right() < stage.box("tasks")->rect.left());
        QVERIFY(stage.box("tasks")->rect.right() < stage.box("a")->rect.left());
    }

    void processesHaveFramesAroundTheirWorkers() {
        StagedStage stage(
            "pipe out to in; process a; process b; main forks a; main forks b; a begins; b begins;"
            "a sends 12 bytes on out; b receives from in");
        QCOMPARE(stage.plan().frames.size(), std::size_t(3));
        for (const StageFrame& frame : stage.plan().frames) {
            const auto inside =
                std::count_if(stage.plan().boxes.begin(), stage.plan().boxes.end(),
                              [&](const StageBox& box) { return frame.rect.contains(box.rect); });
            QCOMPARE(inside, 1);
        }
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY(!stage.plan().frames[i].rect.intersects(stage.plan().frames[k].rect));
    }
};

QTEST_MAIN(StagePlanTest)
#include "StagePlanTest.moc"
