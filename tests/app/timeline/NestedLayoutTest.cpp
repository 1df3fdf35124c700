// SPDX-License-Identifier: GPL-3.0-or-later
// What operations consist of, for whoever looks deeper than the program.
#include "app/timeline/BarPlace.h"
#include "app/timeline/LaneWalk.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineScene.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

namespace {

// main puts twice into a queue between processes; a feeder takes twice between these, and writes in two
// calls.
class Stage {
public:
    Stage() : scene(model, Theme::light(), {1000, 600}) {
        main = builder.addWorker("main", WorkerKind::process);
        feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        queue = builder.addObject(ObjectKind::processQueue, "main/q", main);
        firstPut = tell(main, Op::queuePut, Depth::program);
        firstTake = tell(feeder, Op::queueTake, Depth::library);
        firstWrite = tell(feeder, Op::pipeWrite, Depth::system);
        secondTake = tell(feeder, Op::queueTake, Depth::library);
        secondPut = tell(main, Op::queuePut, Depth::program);
        model.setTrace(builder.result());
        while (model.catchUp())
            continue;
        playback.setTrace(builder.result());
        scene.followRun();
        scene.showRange(0, 4);
    }

    void look(Depth depth) {
        LaneChoice choice = scene.scope().choice;
        choice.setDepth(depth);
        scene.setChoice(choice);
    }
    std::size_t laneOf(WorkerId worker) const { return *model.laneOf(worker); }
    bool shows(WorkerId worker) const { return scene.scope().rows.shows(laneOf(worker)); }
    const TimelineRow& rowOf(WorkerId worker) const { return scene.scope().rows.ofLane(laneOf(worker)); }
    QPointF middleOf(std::size_t event) const {
        const BarPlace place = placeOf(scene.scope(), event).value();
        const BarSpan span = spanAt(scene.scope(), place);
        const TimelineRow& row = scene.scope().rows.ofLane(place.lane);
        return {scene.scope().axis.pxOf((span.begin + span.end) / 2),
                stripOf(scene.scope(), row, place.level).center().y()};
    }

    TraceModel model;
    Playback playback;
    TimelineScene scene;
    TraceBuilder builder;
    WorkerId main, feeder;
    ObjectId queue;
    std::size_t firstPut, firstTake, firstWrite, secondTake, secondPut;  // events

private:
    std::size_t tell(WorkerId worker, Op op, Depth depth) {
        builder.tell({.worker = worker, .op = op, .object = queue, .depth = depth});
        return builder.trace().size() - 1;
    }
};

bool hasFillOf(const Picture& picture, Tone tone) {
    for (const PictureItem& item : picture.items)
        if (const auto* fill = std::get_if<PictureFill>(&item); fill && fill->tone == tone)
            return true;
    return false;
}

std::vector<PictureCurve> arrowsOf(TimelineScene& scene) {
    std::vector<PictureCurve> arrows;
    for (const PictureItem& item : scene.still().items)
        if (const auto* curve = std::get_if<PictureCurve>(&item))
            arrows.push_back(*curve);
    return arrows;
}

}  // namespace

class NestedLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void whoWorksForTheProgramIsSeenByThoseWhoLookDeeper() {
        Stage stage;
        QVERIFY(stage.shows(stage.main) && !stage.shows(stage.feeder));
        stage.look(Depth::library);
        QVERIFY(stage.shows(stage.main) && stage.shows(stage.feeder));
        stage.look(Depth::program);
        QVERIFY(!stage.shows(stage.feeder));
    }

    void whatIsDoneForTheProgramHasItsDepthsColour() {
        Stage stage;
        stage.look(Depth::library);
        Picture main, feeder;
        layWorker(main, stage.scene.scope(), stage.rowOf(stage.main));
        layWorker(feeder, stage.scene.scope(), stage.rowOf(stage.feeder));
        QVERIFY(hasFillOf(main, Tone::running) && !hasFillOf(main, toneOf(Depth::library)));
        QVERIFY(hasFillOf(feeder, toneOf(Depth::library)) && !hasFillOf(feeder, Tone::running));
    }

    void aRequestGoesFromCellToCellForThoseWhoLookDeeper() {
        TraceBuilder builder;
        const WorkerId client = builder.addWorker("main", WorkerKind::process);
        const WorkerId server =
            builder.addWorker("main/m/serving", WorkerKind::thread, client, Depth::library);
        const ObjectId manager = builder.addObject(ObjectKind::manager, "main/m", client);
        const ObjectId dict = builder.addObject(ObjectKind::managedDict, "main/m/d", client);
        const auto tell = [&](WorkerId worker, Op op, ObjectId object, Depth depth, MessageId message = {}) {
            builder.tell({.worker = worker, .op = op, .object = object, .message = message, .depth = depth});
            return builder.trace().size() - 1;
        };
        const MessageId request = builder.newMessage();
        builder.open({.worker = client, .op = Op::dictSet, .object = dict});
        const std::size_t sent = tell(client, Op::requestSend, manager, Depth::library, request);
        const std::size_t received = tell(server, Op::requestRecv, manager, Depth::library, request);
        tell(client, Op::dictSet, dict, Depth::program);
        TraceModel model;
        model.setTrace(builder.result());
        while (model.catchUp())
            continue;
        TimelineScene scene(model, Theme::light(), {1000, 600});
        scene.followRun();
        LaneChoice choice = scene.scope().choice;
        choice.setDepth(Depth::library);
        scene.setChoice(choice);
        const auto arrows = arrowsOf(scene);
        QCOMPARE(arrows.size(), std::size_t(1));
        QCOMPARE(eventAt(scene.scope(), arrows[0].from - QPointF(0, 1)), std::optional(sent));
        QCOMPARE(eventAt(scene.scope(), arrows[0].to + QPointF(0, 1)), std::optional(received));
    }

    // A feeder takes what main put, and writes it to a pipe, from which a worker gets it.
    void whatAFeederMovesGoesByWayOfItForThoseWhoLookDeeper() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId taker = builder.addWorker("main/w", WorkerKind::process, main);
        const WorkerId feeder = builder.addWorker("main/q.feeder", WorkerKind::thread, main, Depth::library);
        const ObjectId queue = builder.addObject(ObjectKind::processQueue, "main/q", main);
        const MessageId message = builder.newMessage();
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .value = 7, .message = message});
        builder.tell({.worker = main, .op = Op::print});
        builder.tell({.worker = feeder,
                      .op = Op::queueTake,
                      .object = queue,
                      .message = message,
                      .depth = Depth::library});
        builder.tell({.worker = main, .op = Op::print});
        builder.tell({.worker = main, .op = Op::print});
        builder.tell({.worker = taker, .op = Op::queueGet, .object = queue, .value = 7, .message = message});
        StagedScene stage(builder.result());
        QCOMPARE(arrowsOf(stage.scene).size(), std::size_t(1));
        LaneChoice choice = stage.scope().choice;
        choice.setDepth(Depth::library);
        stage.scene.setChoice(choice);
        const auto arrows = arrowsOf(stage.scene);
        QCOMPARE(arrows.size(), std::size_t(2));
        const double middle = stage.scope().laneCentre(*stage.model.laneOf(feeder));
        QVERIFY(std::abs(arrows[0].to.y() - middle) < 20 && std::abs(arrows[1].from.y() - middle) < 20);
        const Message& told = stage.model.messages().all()[0];
        stage.at(1.5);  // on its way to the feeder
        QVERIFY(placeNow(told, stage.scope())->x() < arrows[0].to.x());
        stage.at(4);
        const auto place = placeNow(told, stage.scope());
        QVERIFY(place && place->x() > arrows[1].from.x() && place->x() < arrows[1].to.x());
    }

    void aLaneGrowsByWhatIsNestedInIt() {
        Stage stage;
        stage.look(Depth::library);
        const double flat = stage.rowOf(stage.feeder).height;
        QCOMPARE(stage.rowOf(stage.feeder).nestedHeight, 0.0);  // its own operations are of that depth
        stage.look(Depth::system);
        const double nested = Theme::light().size(Measure::nestedPitch);
        QCOMPARE(stage.rowOf(stage.feeder).height, flat + nested);
        QCOMPARE(stage.rowOf(stage.feeder).ownHeight(), flat);
    }

    void whatIsPartOfOneStepSharesItsColumn() {
        Stage stage;
        const TimelineScope& scope = stage.scene.scope();
        const BarSpan first = spanAt(scope, *placeOf(scope, stage.firstTake));
        const BarSpan second = spanAt(scope, *placeOf(scope, stage.secondTake));
        QCOMPARE(first.begin, 1.0);  // behind the first put, in the column of the second
        QCOMPARE(first.end, 1.5);
        QCOMPARE(second.begin, 1.5);
        QCOMPARE(second.end, 2.0);
    }

    void thePointerFindsWhatIsNested() {
        Stage stage;
        stage.look(Depth::system);
        for (const std::size_t event :
             {stage.firstPut, stage.firstTake, stage.firstWrite, stage.secondTake, stage.secondPut})
            QCOMPARE(eventAt(stage.scene.scope(), stage.middleOf(event), 4), std::optional(event));
    }

    void aWalkStaysAtItsDepth() {
        Stage stage;
        const TimelineScope& scope = stage.scene.scope();
        QCOMPARE(besideInLane(scope, stage.firstTake, true), std::optional(stage.secondTake));
        QCOMPARE(besideInLane(scope, stage.firstPut, true), std::optional(stage.secondPut));
        QCOMPARE(besideInLane(scope, stage.firstWrite, true), std::optional<std::size_t>());
    }

    void aNewRunIsLookedAtAsDeepAsTheOneBefore() {
        Stage stage;
        stage.look(Depth::system);
        stage.scene.restart();
        QCOMPARE(stage.scene.scope().choice.depth(), Depth::system);
    }
};

QTEST_MAIN(NestedLayoutTest)
#include "NestedLayoutTest.moc"
