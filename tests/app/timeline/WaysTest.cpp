// SPDX-License-Identifier: GPL-3.0-or-later
// How the timeline shows what was free and what was held, what goes on while nothing is told, and what lies
// outside of what is in view.
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>

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

struct Stretch {
    double from, to;  // steps
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

// The lines of a tone in a worker's lane.
std::vector<Stretch> linesOf(const StagedScene& stage, std::size_t lane, Tone tone) {
    Picture picture;
    layWorker(picture, stage.scope(), stage.scope().rows.ofLane(lane));
    std::vector<Stretch> stretches;
    for (const PictureLine& line : itemsOf<PictureLine>(picture))
        if (line.tone == tone)
            stretches.push_back({std::round(stage.scope().axis.positionAt(line.from.x())),
                                 std::round(stage.scope().axis.positionAt(line.to.x()))});
    return stretches;
}

double widthOf(const Picture& picture, Tone tone) {
    double width = 0;
    for (const PictureColumns& columns : itemsOf<PictureColumns>(picture))
        if (columns.tone == tone)
            for (const QRectF& rect : columns.rects)
                width += rect.width();
    return width;
}

bool hasColumnsOf(const Picture& picture, Tone tone) {
    for (const PictureColumns& columns : itemsOf<PictureColumns>(picture))
        if (columns.tone == tone)
            return true;
    return false;
}

}  // namespace

class WaysTest : public QObject {
    Q_OBJECT
private slots:
    void eachStretchIsDrawnInTheWayInWhichItHappened() {
        const StagedScene stage(
            traceFrom("main prints a; w prints b; main prints c;"  // free
                      "main would print d; w would print e; main prints d; main would print f; w prints e;"
                      "main prints f;"  // held
                      "main prints g; w prints h; main prints i"));
        QCOMPARE(linesOf(stage, 0, Tone::heldLine), (std::vector<Stretch>{{3, 6}}));
        QCOMPARE(linesOf(stage, 0, Tone::runningLine), (std::vector<Stretch>{{0, 3}, {6, 9}}));
    }

    void whoStandsAtTheGateIsHeldUpToTheInstant() {
        const StagedScene stage(traceFrom("main would print a; main prints a; main would print b; w prints c;"
                                          "w prints d"));
        QCOMPARE(linesOf(stage, 0, Tone::heldLine), (std::vector<Stretch>{{0, 3}}));
        QVERIFY(linesOf(stage, 0, Tone::runningLine).empty());
    }

    void whoComputesBetweenTwoGatesRuns() {
        const StagedScene stage(traceFrom("main would print a; main prints a; w prints b; w prints c;"
                                          "main would print d; w prints e; main prints d"));
        QCOMPARE(linesOf(stage, 0, Tone::runningLine), (std::vector<Stretch>{{1, 3}}));
    }

    void inRealTimeWhoIsHeldDoesNotRun() {
        StagedScene stage(
            traceFrom("main prints a; 1ms pass; main would print b; 1ms pass; w prints c; 1ms pass;"
                      "main prints b"));
        stage.playback.setAxis(Axis::realTime);
        stage.scene.setMoment(stage.playback.moment());
        stage.scene.fitAll();
        Picture picture;
        layWorker(picture, stage.scope(), stage.scope().rows.ofLane(0));
        std::vector<Stretch> held;
        for (const PictureFill& fill : itemsOf<PictureFill>(picture))
            if (fill.tone == Tone::held)
                held.push_back({stage.scope().axis.positionAt(fill.rect.left()),
                                stage.scope().axis.positionAt(fill.rect.right())});
        QCOMPARE(held.size(), std::size_t(1));
        const auto& trace = *stage.model.trace();
        const double came = static_cast<double>(trace.event(1).end),
                     went = static_cast<double>(trace.event(2).end);  // as nobody else was to come
        const double near = 2 / stage.scope().axis.pxPerPosition();
        QVERIFY2(
            came < went && std::abs(held[0].from - came) < near && std::abs(held[0].to - went) < near,
            qPrintable(
                QString("%1 to %2, drawn %3 to %4").arg(came).arg(went).arg(held[0].from).arg(held[0].to)));
    }

    void inRealTimeAnOperationBeginsWhereItsWorkerWentOnFromItsGate() {
        StagedScene stage(traceFrom(
            "main would print a; 1ms pass; w prints b; 1ms pass; main prints a; 1ms pass; w prints c"));
        const Lane& main = stage.model.lanes()[0];
        const auto& trace = *stage.model.trace();
        QCOMPARE(main.held.byTime.size(), std::size_t(1));
        QCOMPARE(main.held.byTime.front().from, trace.event(0).end);
        QCOMPARE(main.held.byTime.front().to, std::max(trace.event(1).end, main.bars.front().startNs));
        QCOMPARE(main.bars.front().startNs, main.held.byTime.front().to);
    }

    void inRealTimeWhoComputesBetweenTwoGatesRuns() {
        StagedScene stage(traceFrom("main would print a; w prints b; main prints a; 5ms pass;"
                                    "main would print c; w prints d; main prints c"));
        const auto& held = stage.model.lanes()[0].held.byTime;
        QCOMPARE(held.size(), std::size_t(2));
        QVERIFY(held.back().from - held.front().to > 5'000'000);
    }

    void whoIsKilledAtTheGateWasHeldToItsEnd() {
        StagedScene stage(
            traceFrom("process main; main would print a; main prints a; 1ms pass; main would print b;"
                      "5ms pass; w prints c; main dies"));
        const Lane& main = stage.model.lanes()[0];
        QVERIFY(main.end);
        QCOMPARE(main.held.byTime.back().to, main.end->ns);
    }

    void theMapTellsWhoIsHeld() {
        for (const int times : {3, 3000}) {  // few bars, and more than there are pixels
            std::string text;
            for (int i = 0; i < times; ++i)
                text += "main would print a; 1ms pass; w prints b; main prints a;";
            StagedScene stage(traceFrom(text));
            stage.playback.setAxis(Axis::realTime);
            stage.scene.setMoment(stage.playback.moment());
            stage.scene.fitAll();
            Picture map;
            layMap(map, stage.scope());
            QVERIFY(hasColumnsOf(map, Tone::held));
            if (times > 1000)  // hardly anything else is to be seen of main, and nothing of w was held
                QVERIFY(widthOf(map, Tone::held) > 0.9 * stage.scope().axis.widthPx);
        }
    }

    void manyStretchesThatShareTheirPixelsAreFewLines() {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += "main would print a; main prints a; w prints b;";
        StagedScene stage(traceFrom(text));
        stage.scene.fitAll();
        QVERIFY(linesOf(stage, 0, Tone::heldLine).size() <= 1000);
    }

    void whatIsUnderWayAtAnInstantOutOfViewIsOneMarkAtTheEdge() {
        std::string text;
        for (int i = 0; i < 40; ++i)
            text += "main puts 1 in q; w prints a;";
        StagedScene stage(traceFrom(text));
        stage.at(60.5);
        stage.scene.showRange(0, 20);
        stage.at(60.5);
        const TimelineFrame& frame = stage.scope().frame;
        auto capsules = itemsOf<PictureCapsule>(stage.scene.moving());
        QCOMPARE(capsules.size(), std::size_t(1));
        QCOMPARE(capsules[0].text, QStringLiteral("30 ▸"));
        QVERIFY(!frame.lanes.intersects(capsules[0].rect) && frame.all.contains(capsules[0].rect));
        stage.scene.showRange(70, 80);
        capsules = itemsOf<PictureCapsule>(stage.scene.moving());
        QCOMPARE(capsules.size(), std::size_t(1));
        QCOMPARE(capsules[0].text, QStringLiteral("◂ 30"));
    }

    void theMapTellsWaitsForLocksAndWhoWasKilled() {
        const StagedScene plain(traceFrom("main puts 1 in q; w gets 1 from q"));
        Picture map;
        layMap(map, plain.scope());
        QVERIFY(!hasColumnsOf(map, Tone::waitsLock) && !hasColumnsOf(map, Tone::died));
        for (const int before : {1, 4000}) {  // few bars, and more than there are pixels
            std::string text = "process main; main forks c; c begins;";
            for (int i = 0; i < before; ++i)
                text += "main acquires L; c wants L; main releases L; c acquires L; c releases L;";
            const StagedScene stage(traceFrom(text + "main acquires L; c wants L; c dies"));
            Picture picture;
            layMap(picture, stage.scope());
            QVERIFY(hasColumnsOf(picture, Tone::waitsLock) && hasColumnsOf(picture, Tone::died));
            QVERIFY(!hasColumnsOf(picture, Tone::waitsMessage));
        }
    }

    void realTimeGoesOnWhileNothingIsTold() {
        StagedScene stage(traceFrom("main prints a; 5ms pass; main prints b"));
        stage.playback.setAxis(Axis::realTime);
        stage.playback.setGrowing(true);
        stage.playback.setFollowing(true);
        stage.playback.setTimePassing(true);
        stage.playback.advance(Span::millis(2000));
        stage.scene.setMoment(stage.playback.moment());
        QVERIFY(stage.playback.length() > 2000e6);
        QCOMPARE(stage.playback.moment().position, stage.playback.length());
        QCOMPARE(stage.scope().runLength, stage.playback.length());
        QVERIFY(stage.scope().axis.shows(stage.playback.length()));
        QVERIFY(stage.scope().axis.from < 1e6);  // the whole of it is in view
        Picture picture;
        layWorker(picture, stage.scope(), stage.scope().rows.rows[0]);
        double right = 0;
        for (const PictureFill& fill : itemsOf<PictureFill>(picture))
            right = std::max(right, fill.rect.right());
        QVERIFY(std::abs(right - stage.scope().axis.pxOf(stage.playback.length())) < 1);
        stage.playback.setGrowing(false);
        QVERIFY(stage.playback.length() < 100e6);
        QCOMPARE(stage.playback.moment().position, stage.playback.length());
    }
};

QTEST_MAIN(WaysTest)
#include "WaysTest.moc"
