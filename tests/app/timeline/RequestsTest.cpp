// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a manager, and what it replies.
#include "app/timeline/ArrowCount.h"
#include "app/timeline/MessageChain.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/MessageHit.h"
#include "app/timeline/RequestGeometry.h"
#include "app/timeline/TimelineHit.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

namespace {

// Two workers set a key of a manager's dict each; the second asks before the first has its reply.
struct Asking {
    Asking() {
        main = builder.addWorker("main", WorkerKind::process);
        process = builder.addWorker("main/m.process", WorkerKind::process, main);
        for (WorkerId& server : servers)
            server = builder.addWorker("main/m.process/server", WorkerKind::thread, process, Depth::library);
        first = builder.addWorker("main/a", WorkerKind::process, main);
        second = builder.addWorker("main/b", WorkerKind::process, main);
        manager = builder.addObject(ObjectKind::manager, "main/m", main);
        dict = builder.addObject(ObjectKind::managedDict, "main/d", main);
        builder.tell({.worker = main, .op = Op::print});  // step 1
        ask(first, "3: 6");                               // step 2
        ask(second, "4: 8");                              // step 3
        const MessageId firstReply = serve(servers[0], firstRequest());
        builder.tell({.worker = main, .op = Op::print});  // step 4
        take(first, firstReply, "3: 6");                  // step 5
        const MessageId secondReply = serve(servers[1], secondRequest());
        builder.tell({.worker = main, .op = Op::print});  // step 6
        take(second, secondReply, "4: 8");                // step 7
        builder.tell({.worker = main, .op = Op::print});  // step 8
    }

    MessageId firstRequest() const { return requests[0]; }
    MessageId secondRequest() const { return requests[1]; }

    void ask(WorkerId worker, std::string_view words) {
        requests.push_back(builder.newMessage());
        builder.open({.worker = worker, .op = Op::dictSet, .object = dict});
        tell(worker, Op::requestSend, requests.back(), words);
        builder.tell({.worker = worker, .op = Op::dictSet, .object = dict, .phase = Phase::waits});
    }
    MessageId serve(WorkerId server, MessageId request) {
        tell(server, Op::requestRecv, request, {});
        const MessageId reply = builder.newMessage();
        tell(server, Op::replySend, reply, "ok");
        return reply;
    }
    void take(WorkerId worker, MessageId reply, std::string_view words) {
        tell(worker, Op::replyRecv, reply, {});
        builder.tell({.worker = worker, .op = Op::dictSet, .object = dict, .text = words});
    }
    void tell(WorkerId worker, Op op, MessageId message, std::string_view words) {
        builder.tell({.worker = worker,
                      .op = op,
                      .object = manager,
                      .message = message,
                      .text = words,
                      .depth = Depth::library});
    }

    TraceBuilder builder;
    WorkerId main, first, second, process;
    std::array<WorkerId, 2> servers;
    ObjectId manager, dict;
    std::vector<MessageId> requests;
};

struct Stage : Asking {
    Stage() : scene(builder.result()) { scene.scene.showRange(0, 9); }
    const TimelineScope& scope() const { return scene.scope(); }
    const Lane& managersLane() const { return scene.model.lanes()[*scene.model.laneOf(manager)]; }
    double centreOf(WorkerId worker) const { return scope().laneCentre(*scene.model.laneOf(worker)); }
    std::vector<PictureCurve> arrows() {
        std::vector<PictureCurve> arrows;
        for (const PictureItem& item : scene.scene.still().items)
            if (const auto* curve = std::get_if<PictureCurve>(&item))
                arrows.push_back(*curve);
        return arrows;
    }
    std::vector<PictureCapsule> capsulesAt(double position) {
        scene.at(position);
        std::vector<PictureCapsule> capsules;
        for (const PictureItem& item : scene.scene.moving().items)
            if (const auto* capsule = std::get_if<PictureCapsule>(&item))
                capsules.push_back(*capsule);
        return capsules;
    }

    StagedScene scene;
};

}  // namespace

class RequestsTest : public QObject {
    Q_OBJECT
private slots:
    void aManagersLaneTellsHowManyAskIt() {
        Stage stage;
        QCOMPARE(stage.managersLane().name, QStringLiteral("m"));
        QCOMPARE(stage.managersLane().kind, LaneKind::manager);
        std::vector<std::int64_t> steps, depths;
        for (const DepthCurve::Point& point : stage.managersLane().depth.points()) {
            steps.push_back(point.step);
            depths.push_back(point.depth);
        }
        QCOMPARE(depths, (std::vector<std::int64_t>{1, 2, 1, 0}));
        QCOMPARE(steps, (std::vector<std::int64_t>{2, 3, 5, 7}));
    }

    void aManagersLaneStandsBelowItsProcess() {
        Stage stage;
        const auto rowOf = [&](std::size_t lane) { return stage.scope().rows.rowOfLane[lane]; };
        QCOMPARE(rowOf(*stage.scene.model.laneOf(stage.manager)),
                 rowOf(*stage.scene.model.laneOf(stage.process)) + 1);
    }

    void whoTakesARequestIsSaidToTakeWhatItAsks() {
        Stage stage;
        const TraceModel& model = stage.scene.model;
        const Message& request = model.requests().all()[0];
        QCOMPARE(model.content(request.received), QStringLiteral("3: 6"));
    }

    void ofSoManyARequestIsDrawnWithItsReply() {
        Asking asking;
        for (int i = 0; i < 2000; ++i) {  // one after the other
            asking.ask(asking.first, "5");
            asking.take(asking.first, asking.serve(asking.servers[0], asking.requests.back()), "5");
        }
        StagedScene scene(asking.builder.result());
        scene.scene.fitAll();
        const MessageFacts::Some shown = shownRequests(scene.scope());
        QVERIFY(shown.oneOf > 1);
        std::size_t replies = 0;
        for (const std::size_t number : shown.messages)
            replies += scene.model.requests().all()[number].isReply ? 1 : 0;
        QVERIFY(2 * replies + 2 >= shown.messages.size());  // the first two were asked at once
        const auto leftOut = [&](auto id) {
            const std::size_t lane = *scene.model.laneOf(id);
            return ArrowCount(scene.scope()).leftOut(scene.scope().rows.ofLane(lane));
        };
        const std::size_t all = scene.model.requests().all().size();
        QCOMPARE(leftOut(asking.manager), all - shown.messages.size());
        QVERIFY(leftOut(asking.first) > 2 * 1900);
    }

    void whoEndsBeforeTheReplyAsksNoMore() {
        Asking asking;
        asking.ask(asking.first, "5");
        asking.builder.tell({.worker = asking.first,
                             .op = Op::dictSet,
                             .object = asking.dict,
                             .phase = Phase::failed,
                             .outcome = Outcome::killed});
        asking.builder.tell({.worker = asking.first, .op = Op::processEnd, .outcome = Outcome::killed});
        const StagedScene scene(asking.builder.result());
        QCOMPARE(scene.model.lanes()[*scene.model.laneOf(asking.manager)].depth.points().back().depth, 0);
    }

    void aRequestGoesToTheManagersLaneAndItsReplyComesBackDashed() {
        Stage stage;
        const auto arrows = stage.arrows();
        QCOMPARE(arrows.size(), std::size_t(4));
        const double manager = stage.scope().laneCentre(*stage.scene.model.laneOf(stage.manager));
        const auto isNear = [](double y, double centre) { return std::abs(y - centre) < 20; };
        int requests = 0;
        for (const PictureCurve& arrow : arrows) {
            requests += arrow.dash == Dash::dashes ? 0 : 1;
            QVERIFY(isNear(arrow.dash == Dash::dashes ? arrow.from.y() : arrow.to.y(), manager));
            const double client = arrow.dash == Dash::dashes ? arrow.to.y() : arrow.from.y();
            QVERIFY(isNear(client, stage.centreOf(stage.first)) ||
                    isNear(client, stage.centreOf(stage.second)));
            QVERIFY(arrow.to.x() >= arrow.from.x());
        }
        QCOMPARE(requests, 2);
    }

    void whatIsPointedAtIsTheRequestAndItsReply() {
        Stage stage;
        const TraceModel& model = stage.scene.model;
        const auto way = requestWayOf(model.requests().all()[0], stage.scope());
        const QPointF middle = way->at(0.5);
        const auto meant = messageAt(stage.scope(), middle);
        QVERIFY(meant && meant->isRequest);
        QCOMPARE(meant->number, std::size_t(0));
        QCOMPARE(chainOf(model.requests(), 0).size(), std::size_t(2));
        QCOMPARE(messageWords(stage.scope(), *meant),
                 QStringLiteral("3: 6: asked of m by a at step 2, taken by main/m.process/server at step 4"));
        const auto picked = eventMeantAt(stage.scope(), middle);
        QCOMPARE(picked, operationOf(model, model.requests().all()[0]));
        QCOMPARE(requestWithin(model, *picked), std::optional<std::size_t>(0));
        stage.scene.scene.hover({middle});
        int bold = 0;
        for (const PictureItem& item : stage.scene.scene.moving().items)
            if (const auto* curve = std::get_if<PictureCurve>(&item))
                bold += curve->tone == Tone::accent && curve->widthPx > 2 ? 1 : 0;
        QCOMPARE(bold, 2);
    }

    void whoLooksDeeperSeesWhoServed() {
        Stage stage;
        LaneChoice choice = stage.scope().choice;
        choice.setDepth(Depth::library);
        stage.scene.scene.setChoice(choice);
        const Message& request = stage.scene.model.requests().all()[0];
        const auto way = requestWayOf(request, stage.scope());
        QVERIFY(way && std::abs(way->to.y() - stage.centreOf(stage.servers[0])) < 20);
    }

    void whoeverServesAManagerWaitsForWhoeverConnects() {
        Asking asking;
        const auto accept = [&](Phase phase) {
            asking.builder.tell({.worker = asking.process,
                                 .op = Op::managerAccept,
                                 .object = asking.manager,
                                 .phase = phase,
                                 .depth = Depth::library});
        };
        accept(Phase::waits);
        for (int i = 0; i < 4; ++i)
            asking.builder.tell({.worker = asking.main, .op = Op::print});
        StagedScene scene(asking.builder.result());
        scene.scene.showRange(0, 14);
        const std::size_t lane = *scene.model.laneOf(asking.process);
        Picture picture;
        layWorker(picture, scene.scope(), scene.scope().rows.ofLane(lane));
        QStringList words;
        std::vector<QRectF> waits;
        for (const PictureItem& item : picture.items) {
            if (const auto* text = std::get_if<PictureText>(&item))
                words << text->text;
            if (const auto* fill = std::get_if<PictureFill>(&item); fill && fill->pattern == Pattern::stripes)
                waits.push_back(fill->rect);
        }
        QCOMPARE(waits.size(), std::size_t(1));
        QVERIFY2(words.contains(QStringLiteral("accept \u00B7 m")), qPrintable(words.join('|')));
        const QPointF middle(waits[0].center().x(), scene.scope().laneCentre(lane));
        QVERIFY(barAt(scene.scope(), middle).has_value());
        QVERIFY(!barAt(scene.scope(), QPointF(waits[0].left() - 60, middle.y())).has_value());
    }

    void aRequestAndItsReplyTravelWithWhatTheySay() {
        Stage stage;
        const auto asked = stage.capsulesAt(2.2), later = stage.capsulesAt(2.6);
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked[0].text, QStringLiteral("3: 6"));
        QVERIFY(later[0].rect.center().x() > asked[0].rect.center().x());
        const double manager = stage.scope().laneCentre(*stage.scene.model.laneOf(stage.manager));
        QVERIFY2(std::abs(later[0].rect.center().y() - manager) <
                     std::abs(asked[0].rect.center().y() - manager),
                 qPrintable(QStringLiteral("%1 then %2, to %3")
                                .arg(asked[0].rect.center().y())
                                .arg(later[0].rect.center().y())
                                .arg(manager)));
        QStringList texts;  // the first is answered, the second still asks
        for (const PictureCapsule& capsule : stage.capsulesAt(4))
            texts << capsule.text;
        texts.sort();
        QCOMPARE(texts, (QStringList{QStringLiteral("4: 8"), QStringLiteral("ok")}));
        QVERIFY(stage.capsulesAt(8).empty());
    }
};

QTEST_MAIN(RequestsTest)
#include "RequestsTest.moc"
