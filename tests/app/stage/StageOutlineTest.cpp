// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected stays outlined, whatever its box becomes.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

namespace {

QStringList outlined(StagedStage& stage) {
    QStringList titles;
    for (const std::size_t box : stage.scene.scope().selected)
        titles << stage.plan().boxes.at(box).title;
    return titles;
}

ObjectId objectNamed(const Trace& trace, std::string_view name) {
    for (const ObjectInfo* object : trace.names().objects())
        if (object->name() == name)
            return object->id;
    return {};
}

}  // namespace

class StageOutlineTest : public QObject {
    Q_OBJECT
private slots:
    // Workers stand before things: each that comes gives the things other numbers.
    void whatIsSelectedStaysOutlinedWhileTheRunGrows() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const ObjectId jobs = builder.addObject(ObjectKind::queue, "main/jobs", main);
        const ObjectId results = builder.addObject(ObjectKind::queue, "main/results", main);
        for (const ObjectId queue : {jobs, results})
            builder.tell(
                {.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
        StagedStage stage(builder.result());
        stage.scene.select({.subject = {{}, {jobs}}});
        QCOMPARE(outlined(stage), QStringList{"jobs"});
        const WorkerId worker = builder.addWorker("main/worker", WorkerKind::thread, main);
        stage.scene.select({.subject = {worker}});
        QCOMPARE(outlined(stage), QStringList());  // it has no box yet
        builder.tell({.worker = worker, .op = Op::threadBegin});
        while (stage.scene.catchUp())
            continue;
        stage.at(3);
        stage.at(3);
        QCOMPARE(outlined(stage), QStringList{"worker"});
        stage.scene.select({.subject = {{}, {jobs}}});
        const WorkerId other = builder.addWorker("main/other", WorkerKind::thread, main);
        builder.tell({.worker = other, .op = Op::threadBegin});
        while (stage.scene.catchUp())
            continue;
        stage.at(4);
        stage.at(4);
        QVERIFY(stage.box("other"));
        QCOMPARE(outlined(stage), QStringList{"jobs"});
    }

    void whatIsSelectedStaysOutlinedWhenOthersUnfoldAndFold() {
        StagedStage stage(toyTrace({.workers = 50, .items = 60, .capacity = 4}));
        stage.scene.select({.subject = {{}, {objectNamed(*stage.trace, "jobs")}}});
        const QString group = stage.box("worker 0\u201349")->group;
        for (int i = 0; i < 2; ++i) {
            stage.scene.turnGroup(group);
            QCOMPARE(outlined(stage), QStringList{"jobs"});
        }
    }

    void whoStandsInAFoldedGroupIsOutlinedWithIt() {
        StagedStage stage(toyTrace({.workers = 50, .items = 60, .capacity = 4}));
        const QString group = stage.box("worker 0\u201349")->group;
        const auto seventh = stage.scene.scope().cast.workers()[7];
        stage.scene.select({.subject = {seventh.id}});
        QCOMPARE(outlined(stage), QStringList{"worker 0\u201349"});
        stage.scene.turnGroup(group);
        QCOMPARE(outlined(stage), QStringList{seventh.name});
        stage.scene.turnGroup(group);
        QCOMPARE(outlined(stage), QStringList{"worker 0\u201349"});
    }

    void whatAnEventTellsOfIsOutlinedAtEachDepth() {
        StagedStage stage("main starts a; a begins; main puts 7 in q; a gets 7 from q");
        stage.scene.select({.event = 3});
        QCOMPARE(outlined(stage), (QStringList{"a", "q"}));
        for (const Depth depth : {Depth::system, Depth::library, Depth::program}) {
            stage.scene.setDepth(depth);
            QCOMPARE(outlined(stage), (QStringList{"a", "q"}));
        }
    }

    void whatIsUnderThePointerIsFoundAnewWithThePlan() {
        StagedStage stage(toyTrace({.workers = 50, .items = 60, .capacity = 4}));
        const StageBox group = *stage.box("worker 0\u201349");
        const QPointF at = stage.scene.view().map(group.rect.center());
        QVERIFY(stage.scene.hover(at));
        stage.scene.turnGroup(group.group);
        QCOMPARE(stage.scene.scope().hovered, stage.scene.boxAt(at));
    }
};

QTEST_MAIN(StageOutlineTest)
#include "StageOutlineTest.moc"
