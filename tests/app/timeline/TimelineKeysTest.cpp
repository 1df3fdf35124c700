// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges, marks, walks, views before and after: the real widget, by mouse and key.
#include "app/timeline/LaneMenu.h"
#include "app/timeline/LaneWalk.h"
#include "app/timeline/MessageChain.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineView.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace heddle;

namespace {

struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view{model, playback, Theme::light()};

    explicit Shown(const std::shared_ptr<Trace>& trace = toyTrace()) {
        view.resize(1000, 420);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        view.show();
    }
    const TimelineScope& scope() const { return view.scene().scope(); }
    const TimelineAxis& axis() const { return scope().axis; }
    QPoint at(double position, std::size_t lane = 0) const {
        return {qRound(axis().pxOf(position)), qRound(scope().laneCentre(lane))};
    }
    void drag(QPoint from, QPoint to) {
        QTest::mousePress(&view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&view, (from + to) / 2);
        QTest::mouseMove(&view, to);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
    }
    void click(QPoint at) { QTest::mouseClick(&view, Qt::LeftButton, {}, at); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    bool says(const QString& text) {
        for (const PictureItem& item : movingPicture(scope()).items)
            if (const auto* words = std::get_if<PictureText>(&item); words && words->text.contains(text))
                return true;
        return false;
    }
};

const char* const ask = "a puts 1 in questions; b gets 1 from questions; b puts 2 in answers;"
                        "a gets 2 from answers; a puts 3 in questions; a prints x; b gets 3 from questions";

}  // namespace

class TimelineKeysTest : public QObject {
    Q_OBJECT
private slots:
    void draggingSelectsARangeThatSnapsToEdges() {
        Shown shown;
        shown.drag(shown.at(2) + QPoint(3, 0), shown.at(6) + QPoint(-3, 0));
        QVERIFY(shown.scope().range.has_value());
        QCOMPARE(shown.scope().range->from, 2.0);
        QCOMPARE(shown.scope().range->to, 6.0);
        QCOMPARE(operationsIn(shown.scope(), *shown.scope().range).all, std::size_t(4));
        QVERIFY(shown.says(QStringLiteral("4 steps · 4 operations")));
        QVERIFY(!shown.scope().selected);
    }

    void anyKeyTakesAwayWhatThePointerThatRestsHasSaid() {
        Shown shown;
        const HoverIntent hover{QPointF(shown.at(3))};
        for (const Qt::Key key : {Qt::Key_Period, Qt::Key_F10}) {  // this one is none of the timeline's
            shown.view.obey(hover);
            shown.key(Qt::Key_Control);
            QVERIFY(shown.scope().pointer);  // it may be held for the wheel
            shown.key(key);
            QVERIFY(!shown.scope().pointer);
        }
    }

    void aRangeDraggedBackwardIsTheSame() {
        Shown shown;
        shown.drag(shown.at(6), shown.at(2));
        QCOMPARE(*shown.scope().range, (TimelineRange{2, 6}));
    }

    void aHandThatTremblesClicks() {
        Shown shown;
        QSignalSpy picked(&shown.view, &TimelineView::eventPicked);
        const Bar& bar = shown.model.lanes()[0].bars[1];
        const QPoint at = shown.at(static_cast<double>(bar.lastStep) - 0.5);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, at);
        QTest::mouseMove(&shown.view, at + QPoint(2, 1));
        QCOMPARE(picked.count(), 0);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, at + QPoint(2, 1));
        QCOMPARE(picked.count(), 1);
        QVERIFY(!shown.scope().range);
    }

    void escapeClearsRangeAndSelection() {
        Shown shown;
        shown.drag(shown.at(2), shown.at(6));
        shown.view.selectEvent(3);
        shown.key(Qt::Key_Escape);
        QVERIFY(!shown.scope().range && !shown.scope().selected);
    }

    void fFocusesOnARangeAndAgainFits() {
        Shown shown(toyTrace({.items = 200}));
        shown.drag(shown.at(2), shown.at(18));
        shown.key(Qt::Key_F);
        QVERIFY(shown.axis().from < 2 && shown.axis().to > 18);
        QVERIFY(shown.axis().length() < 20);
        shown.key(Qt::Key_F);
        QCOMPARE(shown.axis().length(), shown.playback.length());
    }

    void fFocusesOnASelectedOperation() {
        Shown shown(toyTrace({.items = 200}));
        shown.view.fitAll();
        const std::size_t event = shown.model.messages().all()[20].sent;
        shown.view.selectEvent(event);
        shown.key(Qt::Key_F);
        QVERIFY(shown.axis().length() < 100);
        QVERIFY(shown.axis().shows(rangeOf(shown.scope(), event)->from));
    }

    void leftAndRightGoAlongALane() {
        Shown shown;
        QSignalSpy picked(&shown.view, &TimelineView::eventPicked);
        const auto& bars = shown.model.lanes()[0].bars;
        shown.view.selectEvent(bars[2].event);
        shown.key(Qt::Key_Right);
        QCOMPARE(shown.scope().selected, std::optional(bars[3].event));
        shown.key(Qt::Key_Left);
        shown.key(Qt::Key_Left);
        QCOMPARE(shown.scope().selected, std::optional(bars[1].event));
        QCOMPARE(picked.count(), 3);
        shown.view.selectEvent(bars[0].event);
        shown.key(Qt::Key_Left);  // no further
        QCOMPARE(shown.scope().selected, std::optional(bars[0].event));
    }

    void upAndDownGoBetweenLanes() {
        Shown shown;
        shown.view.selectEvent(shown.model.lanes()[0].bars[4].event);
        shown.key(Qt::Key_Down);
        const Trace& trace = *shown.model.trace();
        QCOMPARE(shown.model.laneOf(trace.event(*shown.scope().selected).worker),
                 std::optional<std::size_t>(1));
        shown.key(Qt::Key_Up);
        QCOMPARE(shown.model.laneOf(trace.event(*shown.scope().selected).worker),
                 std::optional<std::size_t>(0));
        shown.key(Qt::Key_Up);
        QCOMPARE(shown.model.laneOf(trace.event(*shown.scope().selected).worker),
                 std::optional<std::size_t>(0));
    }

    void anArrowKeyBeginsAtTheMoment() {
        Shown shown;
        shown.playback.seek(5);
        shown.key(Qt::Key_Right);
        QVERIFY(shown.scope().selected.has_value());
    }

    void bracketsGoToTheOtherEndOfAMessage() {
        Shown shown;
        const Message& message = shown.model.messages().all()[0];
        shown.view.selectEvent(message.sent);
        shown.key(Qt::Key_BracketRight);
        QCOMPARE(shown.scope().selected, std::optional(message.received));
        QVERIFY(shown.axis().shows(static_cast<double>(message.receivedStep)));
        shown.key(Qt::Key_BracketLeft);
        QCOMPARE(shown.scope().selected, std::optional(message.sent));
    }

    void mMarksAndShiftMKeeps() {
        Shown shown;
        shown.drag(shown.at(2), shown.at(6));
        shown.key(Qt::Key_M);
        QCOMPARE(shown.scope().marks.size(), std::size_t(1));
        shown.drag(shown.at(8), shown.at(9));
        shown.key(Qt::Key_M);  // another takes the place of one that is not kept
        QCOMPARE(shown.scope().marks.size(), std::size_t(1));
        QCOMPARE(shown.scope().marks[0].range.from, 8.0);
        shown.key(Qt::Key_M, Qt::ShiftModifier);  // the same, kept: one mark, told once
        QCOMPARE(shown.scope().marks.size(), std::size_t(1));
        shown.drag(shown.at(2), shown.at(6));
        shown.key(Qt::Key_M);
        QCOMPARE(shown.scope().marks.size(), std::size_t(2));
        shown.key(Qt::Key_Escape);
        QCOMPARE(shown.scope().marks.size(), std::size_t(1));
        QVERIFY(shown.scope().marks[0].isKept);
        shown.drag(shown.at(8), shown.at(9));
        shown.key(Qt::Key_M, Qt::ShiftModifier);  // once more: it is not kept any longer
        QVERIFY(shown.scope().marks.empty());
    }

    void altLeftAndRightGoToViewsBeforeAndAfter() {
        Shown shown(toyTrace({.items = 200}));
        const TimelineAxis first = shown.axis();
        shown.key(Qt::Key_Home);
        const TimelineAxis all = shown.axis();
        QVERIFY(!(all == first));
        for (int i = 0; i < 3; ++i)
            shown.key(Qt::Key_W);  // one change, for who goes back
        const TimelineAxis close = shown.axis();
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis(), all);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis(), first);
        shown.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.axis(), first);
        shown.key(Qt::Key_Right, Qt::AltModifier);
        shown.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(shown.axis(), close);
    }

    void hoveringAnArrowLightsTheMessageAndItsAnswer() {
        Shown shown(traceFrom(ask));
        const auto& messages = shown.model.messages().all();
        QCOMPARE(chainOf(shown.model.messages(), 0), (std::vector<std::size_t>{0, 1}));
        QCOMPARE(chainOf(shown.model.messages(), 1), (std::vector<std::size_t>{1, 0}));
        QTest::mouseMove(&shown.view,
                         shown.at(static_cast<double>(messages[1].sentStep) - 0.5, messages[1].from));
        QCOMPARE(shown.scope().hovered, std::optional(MessageNumber{1, false}));
        int ways = 0;
        for (const PictureItem& item : movingPicture(shown.scope()).items)
            if (const auto* curve = std::get_if<PictureCurve>(&item); curve && curve->tone == Tone::accent)
                ++ways;
        QCOMPARE(ways, 2);
    }

    void aProcessIsFoldedByItsName() {
        Shown shown(
            traceFrom("process main; main forks child; child begins; main puts 1 in q; child gets 1 from q"));
        const TimelineRows& rows = shown.scope().rows;
        const std::size_t before = rows.rows.size();
        const TimelineRow& name = rows.rows[0];
        QVERIFY(!name.lane);
        const QPoint at(20, qRound(shown.scope().rowTop(name) + name.height / 2));
        shown.click(at);
        QCOMPARE(rows.rows.size(), before - 1);
        QVERIFY(shown.scope().choice.isFolded(rows.rows[0].process));
        QCOMPARE(shown.scope().laneCentre(0), shown.scope().rowTop(rows.rows[0]) + rows.rows[0].height / 2);
        QVERIFY(!shown.view.grab().isNull());
        shown.click(at);
        QCOMPARE(rows.rows.size(), before);
    }

    void aDraggedNameMovesItsLane() {
        Shown shown;
        const TimelineRows& rows = shown.scope().rows;
        const auto at = [&](std::size_t row) {
            return QPoint(20, qRound(shown.scope().rowTop(rows.rows[row]) + rows.rows[row].height / 2));
        };
        const std::size_t first = *rows.rows[0].lane, third = *rows.rows[2].lane;
        shown.drag(at(0), at(2));
        QCOMPARE(*rows.rows[2].lane, first);
        QCOMPARE(*rows.rows[1].lane, third);
        shown.drag(at(2), at(0));
        QCOMPARE(*rows.rows[0].lane, first);
    }

    void theFilterShowsLanesByName() {
        Shown shown;
        auto* filter = shown.view.findChild<QLineEdit*>(QStringLiteral("laneFilter"));
        filter->setText(QStringLiteral("JOBS"));
        QCOMPARE(shown.scope().rows.rows.size(), std::size_t(1));
        QVERIFY(!shown.view.grab().isNull());  // also with messages between lanes that are not shown
        filter->clear();
        QVERIFY(shown.scope().rows.rows.size() > 5);
    }

    void lanesArePinnedAndHiddenByTheirMenu() {
        Shown shown(toyTrace({.workers = 30}));
        const auto choose = [&](std::size_t number, const char* words) {
            QMenu menu;
            const TimelineRow& row = shown.scope().rows.rows[number];
            fillLaneMenu(menu, shown.scope(), shown.scope().rowTop(row) + row.height / 2,
                         [&](const LaneChoice& choice) {
                             const_cast<TimelineScene&>(shown.view.scene()).setChoice(choice);
                         });
            for (QAction* action : menu.actions())
                if (action->text().startsWith(QLatin1String(words)))
                    return action->trigger();
            QFAIL(words);
        };
        const std::size_t lane = *shown.scope().rows.rows[1].lane;
        choose(1, "Pin");
        QCOMPARE(*shown.scope().rows.rows[0].lane, lane);
        const double top = shown.scope().rowTop(shown.scope().rows.rows[0]);
        QWheelEvent wheel({500, 250}, {500, 250}, {}, {0, -480}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&shown.view, &wheel);
        QVERIFY(shown.scope().scrollPx > 0);
        QCOMPARE(shown.scope().rowTop(shown.scope().rows.rows[0]), top);
        const std::size_t before = shown.scope().rows.rows.size();
        choose(0, "Hide");
        QCOMPARE(shown.scope().rows.rows.size(), before - 1);
        choose(0, "Show 1 hidden by hand");
        QCOMPARE(shown.scope().rows.rows.size(), before);
    }

    void lanesOutOfSightAreCounted() {
        Shown shown(toyTrace({.workers = 30}));
        const auto says = [&](const QString& words) {
            for (const PictureItem& item : stillPicture(shown.scope()).items)
                if (const auto* text = std::get_if<PictureText>(&item); text && text->text.contains(words))
                    return true;
            return false;
        };
        QVERIFY(says(QStringLiteral("\u25BC ")));
        QVERIFY(!says(QStringLiteral("\u25B2 ")));
    }

    void aWaitSaysAtWhatAndADeathSaysHow() {
        Shown shown(traceFrom("process main; main forks child; child begins; child waits to get from jobs;"
                              "main prints a; main prints b; main prints c; main prints d; main prints e;"
                              "child dies"));
        QStringList texts;
        for (const PictureItem& item : stillPicture(shown.scope()).items)
            if (const auto* text = std::get_if<PictureText>(&item))
                texts << text->text;
        QVERIFY2(texts.contains(QStringLiteral("get \u00B7 jobs")), qPrintable(texts.join('|')));
        QVERIFY2(!texts.filter(QStringLiteral("killed")).isEmpty(), qPrintable(texts.join('|')));
    }

    void aClickOnTheMapBringsTheInstantIntoView() {
        Shown shown(toyTrace({.items = 200}));
        shown.playback.seek(shown.playback.length());
        shown.key(Qt::Key_A);
        QVERIFY(!shown.axis().shows(shown.playback.length() / 2));
        shown.click(shown.scope().frame.map.center().toPoint());
        QVERIFY(shown.axis().shows(shown.playback.moment().position));
    }

    void whatMovedAloneIsPaintedAgain() {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        const Picture before = movingPicture(shown.scope());
        shown.playback.seek(0.25);
        const QRegion changed = before.differenceTo(movingPicture(shown.scope()));
        int area = 0;
        for (const QRect& rect : changed)
            area += rect.width() * rect.height();
        QVERIFY(area > 0);
        QVERIFY(area < shown.view.width() * shown.view.height() / 10);
    }
};

QTEST_MAIN(TimelineKeysTest)
#include "TimelineKeysTest.moc"
