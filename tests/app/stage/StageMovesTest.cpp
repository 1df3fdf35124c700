// SPDX-License-Identifier: GPL-3.0-or-later
// How messages move on the stage in real time.
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace heddle;

class StageMovesTest : public QObject {
    Q_OBJECT
private slots:
    void inRealTimeAThingHasAsManyCapsulesAsItSays_data() {
        QTest::addColumn<int>("capacity");
        QTest::newRow("few places") << 3;
        QTest::newRow("more than are drawn") << 100;
    }
    void inRealTimeAThingHasAsManyCapsulesAsItSays() {
        QFETCH(int, capacity);
        StagedStage stage(toyTrace({.workers = 4, .items = 300, .capacity = capacity}));
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        std::size_t most = 0, onWays = 0;
        for (int i = 0; i < 400; ++i) {  // in the middle of operations
            const Event event = stage.trace->event(static_cast<std::size_t>(i) * stage.trace->size() / 400);
            stage.at(static_cast<double>(event.start + event.end) / 2);
            std::size_t told = 0, held = 0;
            for (const PictureItem& item : stage.scene.picture().items)
                if (const auto* capsule = std::get_if<PictureCapsule>(&item)) {
                    const qsizetype plus = capsule->text.indexOf('+');
                    told += plus < 0 ? 1 : capsule->text.mid(plus + 1).toULongLong();
                }
            for (const StageBox& box : stage.plan().boxes)
                if (const ObjectState* state =
                        box.kind == StageBox::Kind::thing ? stage.scene.scope().state(box) : nullptr)
                    held += state->queue.items.size();
            held -= stage.scene.scope().away.size();  // which are on their ways out
            const std::size_t moving = stage.scene.scope().flights.size();
            QVERIFY2(told == held + moving, qPrintable(QString("at %1 of 400: %2 drawn, %3 there, %4 on ways")
                                                           .arg(i)
                                                           .arg(told)
                                                           .arg(held)
                                                           .arg(moving)));
            most = std::max(most, held);
            onWays += moving;
        }
        QVERIFY(most > 2 && onWays > 50);
    }

    void inRealTimeAMessageMovesWhileItIsSentAndNotBefore() {
        StagedStage stage("1ms pass; main puts 7 in q; 1ms pass; main prints a");
        stage.playback.setAxis(Axis::realTime);
        const Event send = stage.trace->event(stage.trace->indexOfStep(1));
        const auto begun = static_cast<double>(send.start), sent = static_cast<double>(send.end);
        stage.at((begun + sent) / 2);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));  // at rest nothing is sent ahead
        stage.playback.play();
        stage.at(begun - 1);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
        stage.at((begun + sent) / 2);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QCOMPARE(stage.scene.scope().flights[0].done, 0.5);
        stage.at(sent);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
        QVERIFY(stage.told("q").contains("(7)"));
    }

    void inRealTimeWhatIsTakenMovesWhileItIsTakenAndLiesWithItsTakerThen() {
        StagedStage stage(
            "main starts a; a begins; main puts 7 in q; 1ms pass; a gets 7 from q; 1ms pass; main prints a");
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        const Event take = stage.trace->event(stage.trace->indexOfStep(3));
        const auto begun = static_cast<double>(take.start), taken = static_cast<double>(take.end);
        stage.at(begun - 1);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
        QVERIFY(stage.told("q").contains("(7)"));
        stage.at((begun + taken) / 2);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QCOMPARE(stage.scene.scope().flights[0].done, 0.5);
        QVERIFY(!stage.told("q").contains("(7)"));
        for (const double later : {taken, taken + 500'000}) {
            stage.at(later);
            QCOMPARE(stage.scene.scope().flights.at(0).done, 1.0);
        }
        stage.playback.pause();
        stage.at(taken + 1'000);
        QCOMPARE(stage.scene.scope().flights.at(0).done, 1.0);
    }

    void inRealTimeOneTakesAfterTheOtherAndUntilThenItIsCounted() {
        StagedStage stage(
            "main starts a; main starts b; a begins; b begins; main puts 7 in q; main puts 8 in q;"
            "a waits to get from q; b waits to get from q; 1ms pass; a gets 7 from q; 2ms pass;"
            "b gets 8 from q");
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        const std::size_t last = stage.trace->size() - 1;
        const Event first = stage.trace->event(last - 1), second = stage.trace->event(last);
        stage.at(static_cast<double>(first.end) - 500'000);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QVERIFY(stage.scene.scope().flights[0].message == first.message);
        QVERIFY2(stage.told("q").contains("2 in it"), qPrintable(stage.told("q")));  // as its lane says
        stage.at(static_cast<double>(first.end + second.end) / 2);
        const auto& flights = stage.scene.scope().flights;
        const auto moving =
            std::find_if(flights.begin(), flights.end(),
                         [&second](const StageFlight& flight) { return flight.message == second.message; });
        QVERIFY(moving != flights.end());
        QVERIFY(std::abs(moving->done - 0.5) < 0.01);
        QVERIFY2(stage.told("q").contains("1 in it"), qPrintable(stage.told("q")));
    }

    void inRealTimeWhoeverWaitsToGiveHasGivenNothing() {
        StagedStage stage(
            "queue q holds 1; main puts 1 in q; main waits to put 2 in q; 1ms pass; w gets 1 from q;"
            "1ms pass; main puts 2 in q");
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        const Event put = stage.trace->event(stage.trace->indexOfStep(4));
        stage.at(static_cast<double>(put.end) - 500'000);
        for (const StageFlight& flight : stage.scene.scope().flights)
            QVERIFY(flight.message != put.message);
        stage.at(static_cast<double>(put.end) - 100);
        for (const StageFlight& flight : stage.scene.scope().flights)
            QVERIFY(flight.message != put.message);
    }

    // Among those who are held one goes on when another has come to its gate; who runs freely has begun long
    // ago.
    void inRealTimeWhoeverIsLetGoTakesAsLongAsItsOperation() {
        constexpr int pauses = 10;
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId taker = builder.addWorker("main/taker", WorkerKind::thread, main);
        const ObjectId jobs = builder.addObject(ObjectKind::queue, "main/jobs", main);
        const MessageId job = builder.newMessage();
        builder.tell({.worker = main, .op = Op::queuePut, .object = jobs, .phase = Phase::called});  // held
        builder.tell({.worker = main, .op = Op::queuePut, .object = jobs, .message = job});
        builder.open({.worker = taker, .op = Op::queueGet, .object = jobs});  // and from here on not
        for (int i = 0; i < pauses; ++i) {
            builder.letPass({1'000'000});
            builder.tell({.worker = main, .op = Op::print});
        }
        builder.tell({.worker = taker, .op = Op::queueGet, .object = jobs, .message = job});
        StagedStage stage(builder.result());
        QVERIFY(stage.model.isHeld());
        const Event take = stage.trace->event(stage.trace->size() - 1);
        QVERIFY(take.end - take.start > pauses * 1'000'000);
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        stage.at(static_cast<double>(take.start + take.end) / 2);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(1));
        QCOMPARE(stage.scene.scope().flights[0].done, 0.5);
    }

    void inRealTimeNobodyTakesWhatHasNotBeenPut() {
        StagedStage stage("w waits to get from q; 1ms pass; main puts 1 in q; 1ms pass; w gets 1 from q");
        stage.playback.setAxis(Axis::realTime);
        stage.playback.play();
        const Event put = stage.trace->event(stage.trace->indexOfStep(2));
        stage.at(static_cast<double>(put.start) - 500'000);
        QCOMPARE(stage.scene.scope().flights.size(), std::size_t(0));
    }
};

QTEST_MAIN(StageMovesTest)
#include "StageMovesTest.moc"
