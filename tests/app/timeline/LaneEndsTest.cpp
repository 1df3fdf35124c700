// SPDX-License-Identifier: GPL-3.0-or-later
// A worker that is killed at its gate has an end, and may have no bar at all.
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

// `w` begins and is killed ahead of its first operation, at step 2.
std::shared_ptr<Trace> killedAtItsGate() {
    const auto trace = traceFrom("main starts w; w begins; main prints a; main prints b; main prints c");
    Event killed = trace->event(trace->size() - 1);
    killed.worker = trace->event(1).worker;
    killed.object = {};
    killed.operation = 2;
    killed.op = Op::print;
    killed.phase = Phase::failed;
    killed.outcome = Outcome::killed;
    killed.flags = Event::madeByCollector | Event::wasHeld;
    trace->append(killed, {});
    return trace;
}

std::size_t linesOf(const Picture& picture, Tone tone) {
    return std::ranges::count_if(picture.items, [tone](const PictureItem& item) {
        const auto* line = std::get_if<PictureLine>(&item);
        return line && line->tone == tone;
    });
}

}  // namespace

class LaneEndsTest : public QObject {
    Q_OBJECT
private slots:
    void whoIsKilledAtItsGateEndsInACrossOnBothAxes() {
        StagedScene stage(killedAtItsGate());
        const WorkerId worker = stage.model.trace()->event(1).worker;
        const Lane& lane = stage.model.lanes()[*stage.model.laneOf(worker)];
        QVERIFY(lane.end && lane.hasDied);
        for (const Axis axis : {Axis::steps, Axis::realTime}) {
            stage.playback.setAxis(axis);
            stage.scene.setMoment(stage.playback.moment());
            stage.scene.fitAll();
            QCOMPARE(linesOf(stage.scene.still(), Tone::died), std::size_t(2));
        }
    }

    void underWhoseNameItSaysHowItEndedThereIsRoomForThat() {
        StagedScene stage(killedAtItsGate());
        const WorkerId worker = stage.model.trace()->event(1).worker;
        const auto heightOf = [&](WorkerId of) {
            return stage.scope().rows.ofLane(*stage.model.laneOf(of)).height;
        };
        QVERIFY(heightOf(worker) >= heightOf(stage.model.trace()->event(0).worker) + 8);
    }
};

QTEST_MAIN(LaneEndsTest)
#include "LaneEndsTest.moc"
