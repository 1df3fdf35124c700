// SPDX-License-Identifier: GPL-3.0-or-later
// What stays in view, and what can be gone back to, when one jumps about in a run: the real widget, by mouse
// and key.
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TimelineView.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view{model, playback, Theme::light()};

    explicit Shown(const std::shared_ptr<Trace>& trace = toyTrace({.items = 200})) {
        view.resize(1000, 420);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        view.show();
    }
    const TimelineScope& scope() const { return view.scene().scope(); }
    const TimelineAxis& axis() const { return scope().axis; }
    void look(double from, double to) { const_cast<TimelineScene&>(view.scene()).showRange(from, to); }
    QPoint onRuler(double share) const {
        return {qRound(axis().leftPx + share * axis().widthPx), qRound(scope().frame.ruler.center().y())};
    }
    QPoint at(double position, std::size_t lane = 0) const {
        return {qRound(axis().pxOf(position)), qRound(scope().laneCentre(lane))};
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    double endOf(std::int64_t step) const {
        const Trace& trace = *model.trace();
        return static_cast<double>(trace.event(trace.indexOfStep(step)).end);
    }
};

}  // namespace

class TimelineJumpsTest : public QObject {
    Q_OBJECT
private slots:
    void theViewStaysWhileTheRulerIsDraggedNearItsEdge() {
        Shown shown;
        shown.look(300, 330);
        shown.playback.seek(310);
        const TimelineAxis before = shown.axis();
        const QPoint at = shown.onRuler(0.95);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, at);
        const double pressed = shown.playback.moment().position;
        QVERIFY(std::abs(pressed - before.positionAt(at.x())) < 0.05);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(&shown.view, at + QPoint(i % 2, 0));
        QVERIFY(std::abs(shown.playback.moment().position - pressed) < 0.1);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, at);
        QCOMPARE(shown.axis(), before);
    }

    void aClickOnTheRulerOrTheMapComesToRestBehindAStep() {
        Shown shown;
        shown.look(0, 20);
        const QPoint at = shown.onRuler(0.313);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, at);
        QVERIFY(std::abs(shown.playback.moment().position - shown.axis().positionAt(at.x())) < 0.05);
        const auto step = shown.playback.moment().step;
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, at);
        QCOMPARE(step, std::int64_t(7));
        QCOMPARE(shown.playback.moment().position, 7.0);
        QCOMPARE(shown.playback.moment().settled, shown.playback.moment().events);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.scope().frame.map.center().toPoint());
        const double sought = shown.playback.moment().position;
        QVERIFY(sought > 20);
        QCOMPARE(sought, std::round(sought));
    }

    void aRulerDraggedWhilePlayingPlaysOnFromWhereItIsLeft() {
        Shown shown;
        shown.look(0, 20);
        shown.playback.play();
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.onRuler(0.313));
        QVERIFY(shown.playback.isPlaying());
        QVERIFY(std::abs(shown.playback.moment().position - 6.26) < 0.1);
    }

    void theRulerDraggedOutOfTheViewTakesTheViewAlong() {
        Shown shown;
        shown.look(300, 330);
        shown.playback.seek(310);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.onRuler(0.9));
        QTest::mouseMove(&shown.view, shown.onRuler(1) + QPoint(20, 0));
        const double beyond = 20 / shown.axis().pxPerPosition();
        QVERIFY(std::abs(shown.axis().to - (330 + beyond)) < 0.1);
        QVERIFY(std::abs(shown.playback.moment().position - (330 + beyond)) < 0.1);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, shown.onRuler(1) + QPoint(20, 0));
    }

    void whatIsInViewStaysInViewOnTheOtherAxis() {
        Shown shown;
        shown.playback.seek(17);
        shown.look(321, 339);
        shown.playback.setAxis(Axis::realTime);
        QVERIFY(std::abs(shown.axis().from - shown.endOf(321)) < 1);
        QVERIFY(std::abs(shown.axis().to - shown.endOf(339)) < 1);
        shown.playback.setAxis(Axis::steps);
        QVERIFY(std::abs(shown.axis().from - 321) < 0.01);
        QVERIFY(std::abs(shown.axis().to - 339) < 0.01);
    }

    void aRangeAndMarksAreToldAnewOnTheOtherAxis() {
        Shown shown;
        shown.look(0, 40);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.at(4));
        QTest::mouseMove(&shown.view, shown.at(6));
        QTest::mouseMove(&shown.view, shown.at(9));
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, shown.at(9));
        shown.key(Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(*shown.scope().range, (TimelineRange{4, 9}));
        shown.playback.setAxis(Axis::realTime);
        QVERIFY(shown.scope().range.has_value());
        QCOMPARE(*shown.scope().range, (TimelineRange{shown.endOf(4), shown.endOf(9)}));
        QCOMPARE(shown.scope().marks.size(), std::size_t(1));
        QCOMPARE(shown.scope().marks[0].range, *shown.scope().range);
        int edges = 0;
        for (const PictureItem& item : movingPicture(shown.scope()).items)
            if (const auto* line = std::get_if<PictureLine>(&item); line && line->tone == Tone::waitsLock)
                ++edges;
        QCOMPARE(edges, 2);
        shown.playback.setAxis(Axis::steps);
        QCOMPARE(*shown.scope().range, (TimelineRange{4, 9}));
        QCOMPARE(shown.scope().marks[0].range, (TimelineRange{4, 9}));
    }

    void altLeftLeadsBackFromAJumpOnTheMap() {
        Shown shown;
        shown.look(0, 30);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.scope().frame.map.center().toPoint());
        QVERIFY(shown.axis().from > 100);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis().from, 0.0);
        QCOMPARE(shown.axis().to, 30.0);
    }

    void eachPressOnTheMapLeavesAViewToGoBackTo() {
        Shown shown;
        shown.look(0, 30);
        const QRectF map = shown.scope().frame.map;
        const auto press = [&](double share) {
            QTest::mouseClick(&shown.view, Qt::LeftButton, {},
                              QPointF(map.left() + share * map.width(), map.center().y()).toPoint());
            return shown.axis();
        };
        const TimelineAxis first = press(0.3), second = press(0.9);
        QVERIFY(!(first == second));
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis(), first);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis().from, 0.0);
    }

    void anInstantThatIsSoughtFarAwayLeavesAViewToGoBackTo() {
        Shown shown;
        shown.look(0, 30);
        shown.playback.seek(5);  // in view, and so followed
        shown.playback.showEvent(shown.model.size() / 2);
        QVERIFY(shown.axis().from > 30);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis().from, 0.0);
        QCOMPARE(shown.axis().to, 30.0);
    }

    void altLeftLeadsBackFromAnEventThatWasLookedUp() {
        Shown shown;
        shown.look(0, 30);
        shown.view.showEventAt(shown.model.size() / 2);
        const TimelineAxis second = shown.axis();
        shown.view.showEventAt(shown.model.size() / 4);
        QVERIFY(!(shown.axis() == second));
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis(), second);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis().from, 0.0);
        shown.view.showEventAt(2);  // in view: no jump, so that one still may go forward
        shown.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(shown.axis(), second);
    }

    void altLeftLeadsBackOverAChangeOfTheAxis() {
        Shown shown;
        shown.look(100, 130);
        shown.view.zoom(1);  // nothing changes
        shown.key(Qt::Key_Home);
        const TimelineAxis whole = shown.axis();
        shown.playback.setAxis(Axis::realTime);
        const TimelineAxis inTime = shown.axis();
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.playback.axis(), Axis::steps);
        QCOMPARE(shown.axis(), whole);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis().from, 100.0);
        QCOMPARE(shown.axis().to, 130.0);
        shown.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(shown.axis(), whole);
        shown.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(shown.playback.axis(), Axis::realTime);
        QCOMPARE(shown.axis(), inTime);
    }

    void altLeftBringsBackLanesThatWereHiddenFoldedOrMoved() {
        Shown shown;
        shown.look(100, 130);
        shown.view.obey(LaneIntent{LaneIntent::Way::below});
        const auto order = [&] { return shown.scope().rows.rowOfLane; };
        const auto before = order();
        shown.view.obey(LaneIntent{LaneIntent::Way::hide});
        const auto hidden = order();
        QVERIFY(hidden != before);
        shown.view.obey(LaneIntent{LaneIntent::Way::moveDown});
        QVERIFY(order() != hidden);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(order(), hidden);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(order(), before);
        QCOMPARE(shown.axis().from, 100.0);
        shown.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(order(), hidden);
    }

    void howDeepOneLooksAndAFilterAreNoPartOfAView() {
        Shown shown;
        shown.look(100, 130);
        shown.view.obey(LaneIntent{LaneIntent::Way::below});
        shown.view.obey(LaneIntent{LaneIntent::Way::hide});
        shown.view.setDepth(Depth::system);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.scope().choice.hiddenCount(), std::size_t(0));
        QCOMPARE(shown.scope().choice.depth(), Depth::system);
    }

    void aRangeBeginsWhereItWasBegunThoughTheViewMoves() {
        Shown shown;
        shown.look(0, 40);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, shown.at(4));
        QTest::mouseMove(&shown.view, shown.at(9));
        shown.look(10, 50);  // as a run that plays moves it
        QTest::mouseMove(&shown.view, shown.at(20));
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, shown.at(20));
        QCOMPARE(*shown.scope().range, (TimelineRange{4, 20}));
    }

    void aClickOnAnEmptyPlaceTellsThatNothingIsSelected() {
        Shown shown(traceFrom("main prints a; main prints b; main prints c"));
        QSignalSpy cleared(&shown.view, &TimelineView::selectionCleared);
        shown.view.selectEvent(1);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(14));
        QVERIFY(!shown.scope().selected);
        QCOMPARE(cleared.count(), 1);
    }

    void aClickOnACapsuleOrAnArrowPicksItsMessage() {
        Shown shown(traceFrom("main puts 7 in q; main prints a; main prints b; main prints c; main prints d;"
                              "main prints e; w gets 7 from q; main prints f"));
        QSignalSpy picked(&shown.view, &TimelineView::eventPicked);
        shown.playback.seek(4);
        const Message& message = shown.model.messages().all()[0];
        const QPointF capsule =
            placeOf(message, shown.scope(), *progressOf(message, shown.playback.moment()));
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, capsule.toPoint());
        QCOMPARE(shown.scope().selected, std::optional(message.sent));
        shown.playback.seek(8);
        shown.view.selectEvent({});
        const PictureCurve way = wayOf(message, shown.scope());
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, way.at(0.5).toPoint());
        QCOMPARE(shown.scope().selected, std::optional(message.sent));
        QCOMPARE(picked.count(), 2);
    }

    void nothingIsLaidOutWhileTheWidgetIsPainted() {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        struct Watch : QObject {
            const TimelineScene& scene;
            int paints = 0, stale = 0;
            explicit Watch(const TimelineScene& watched) : scene(watched) {}
            bool eventFilter(QObject*, QEvent* event) override {
                if (event->type() == QEvent::Paint) {
                    ++paints;
                    stale += scene.isStillStale() ? 1 : 0;
                }
                return false;
            }
        } watch(shown.view.scene());
        QCoreApplication::processEvents();
        shown.view.installEventFilter(&watch);
        for (int i = 0; i < 5; ++i) {
            const int before = watch.paints;
            shown.view.zoom(1.2);
            QTRY_VERIFY(watch.paints > before);
        }
        QCOMPARE(watch.stale, 0);
    }
};

QTEST_MAIN(TimelineJumpsTest)
#include "TimelineJumpsTest.moc"
