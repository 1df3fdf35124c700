// SPDX-License-Identifier: GPL-3.0-or-later
// One event is selected, wherever that was done: the timeline, the table and the panel of the real window.
#include "app/panels/EventsModel.h"
#include "app/stage/StageView.h"
#include "app/timeline/BarPlace.h"
#include "app/timeline/TimelineView.h"
#include "core/world/Causality.h"
#include "tests/app/window/SteppedWindow.h"

#include <QTableView>

using namespace heddle;

namespace {

struct Shown {
    StagedWindow in;

    Shown() {
        in.run();
        in.stage.end();
        QTest::qWait(50);
        in.shown.trigger("To the start");
        key(Qt::Key_Home);
        for (int i = 0; i < 5; ++i)
            in.shown.trigger("Next step");
    }
    TimelineView& timeline() { return in.shown.part<TimelineView>("timeline"); }
    const TimelineScope& scope() { return timeline().scene().scope(); }
    std::optional<std::size_t> outlined() { return scope().selected; }
    QString told() { return in.shown.words("selection.sentence"); }
    QString sentenceOf(std::size_t event) { return scope().model.sentence(event); }
    QToolButton& note() { return in.shown.part<QToolButton>("selection.instant"); }
    QString instant() { return in.shown.words("instant"); }
    QString step(std::int64_t number) { return QString("step %1").arg(number); }
    QString row() {
        return in.shown.part<QTableView>("events").currentIndex().siblingAtColumn(0).data().toString();
    }
    QString stepOf(std::size_t event) { return QString::number(in.trace->stepAt(event)); }
    void key(Qt::Key key, Qt::KeyboardModifiers with = {}) { QTest::keyClick(&timeline(), key, with); }
    void clickThing(const char* title) {
        auto& stage = in.shown.part<StageView>("stage");
        for (const StageBox& box : stage.scene().scope().plan.boxes)
            if (box.title == QLatin1String(title))
                QTest::mouseClick(&stage, Qt::LeftButton, {},
                                  stage.scene().view().map(box.rect.center()).toPoint());
    }
    std::size_t clickBar(std::size_t number) {
        const Bar& bar = scope().model.lanes()[0].bars[number];
        const QPoint at(qRound(scope().axis.pxOf(static_cast<double>(bar.lastStep) - 0.5)),
                        qRound(scope().laneCentre(0)));
        QTest::mouseClick(&timeline(), Qt::LeftButton, {}, at);
        return bar.event;
    }
};

}  // namespace

class SelectionTest : public QObject {
    Q_OBJECT
private slots:
    void aBarThatIsClickedIsMarkedInTheTableAndTheInstantStays() {
        Shown shown;
        QTRY_COMPARE(shown.instant(), shown.step(5));
        const std::size_t event = shown.clickBar(6);
        QCOMPARE(shown.outlined(), std::optional(event));
        QCOMPARE(shown.row(), shown.stepOf(event));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
        QTest::qWait(50);  // some frames later, too
        QCOMPARE(shown.row(), shown.stepOf(event));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
        QCOMPARE(shown.instant(), shown.step(5));
    }

    void theNextEventIsThatOfTheInstantAndIsSelectedEverywhere() {
        Shown shown;
        shown.clickBar(6);
        shown.key(Qt::Key_Period);
        QTRY_COMPARE(shown.instant(), shown.step(6));
        QVERIFY(shown.outlined().has_value());
        QCOMPARE(shown.stepOf(*shown.outlined()), QString("6"));
        QCOMPARE(shown.row(), QString("6"));
        QCOMPARE(shown.told(), shown.sentenceOf(*shown.outlined()));
    }

    void alongALaneTheInstantComesAlong() {
        Shown shown;
        shown.clickBar(6);
        const std::size_t next = shown.scope().model.lanes()[0].bars[7].event;
        shown.key(Qt::Key_Right);
        QCOMPARE(shown.outlined(), std::optional(next));
        QTRY_COMPARE(shown.instant(), QString("step %1").arg(shown.stepOf(next)));
        QCOMPARE(shown.row(), shown.stepOf(next));
        QCOMPARE(shown.told(), shown.sentenceOf(next));
    }

    void escapeBringsAllThreeBackToTheInstant() {
        Shown shown;
        QTRY_COMPARE(shown.row(), QString("5"));
        const QString before = shown.told();
        shown.clickBar(6);
        QVERIFY(shown.row() != "5");
        shown.key(Qt::Key_Escape);
        QVERIFY(!shown.outlined());
        QCOMPARE(shown.row(), QString("5"));
        QCOMPARE(shown.told(), before);
    }

    void aStepElsewhereIsToldAndTheOutlineStays() {
        Shown shown;
        const std::size_t event = shown.clickBar(6);
        shown.in.shown.trigger("Next step");
        QCOMPARE(shown.outlined(), std::optional(event));
        QCOMPARE(shown.row(), QString("6"));
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(6)));
        shown.key(Qt::Key_Escape);
        QVERIFY(!shown.outlined());
    }

    void playingLetsGoOfWhatWasSelectedBefore() {
        Shown shown;
        shown.clickBar(6);
        QTRY_VERIFY(shown.note().isVisible());
        QVERIFY(shown.outlined().has_value());
        shown.key(Qt::Key_Space);
        QVERIFY(!shown.outlined());
        QTRY_COMPARE(shown.row(), QString("6"));
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(6)));
        QVERIFY(!shown.note().isVisible());
    }

    void whatIsSelectedWhileItPlaysStaysToldAndTheWayBackIsSaid() {
        Shown shown;
        shown.key(Qt::Key_Space);
        const std::size_t event = shown.clickBar(6);
        QTRY_COMPARE(shown.instant(), shown.step(7));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
        QTRY_COMPARE(shown.note().text(), QString("Back to step 7 (Esc)"));
        QTest::mouseClick(&shown.note(), Qt::LeftButton);
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(7)));
        QVERIFY(!shown.note().isVisible());
        QCOMPARE(shown.outlined(), std::optional(event));
    }

    void aRunThatEndsIsNotPlayedWhileSomebodyReads() {
        StagedWindow in;
        in.run();
        auto& stage = in.shown.part<StageView>("stage");
        emit stage.subjectPicked({{}, {in.trace->names().objects().front()->id}}, {});
        const QString title = in.shown.words("selection.title");
        in.stage.end();
        QTRY_COMPARE(in.shown.words("status.state"), QString("finished"));
        for (const QAction* action : in.shown.window.findChildren<QAction*>("play"))
            QCOMPARE(action->iconText(), QString("Play"));
        QCOMPARE(in.shown.words("selection.title"), title);
    }

    void aThingThatIsPickedTellsWhatItHoldsAndWhoUsedItUntilTimeMoves() {
        Shown shown;
        QTRY_COMPARE(shown.instant(), shown.step(5));
        shown.clickThing("jobs");
        QTRY_COMPARE(shown.in.shown.words("selection.title"), QString("jobs"));
        QTRY_VERIFY(shown.told().startsWith("holds "));
        QTRY_VERIFY(shown.in.shown.words("selection.line0").contains("wait"));
        shown.in.shown.trigger("Next step");
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(6)));
        QVERIFY(shown.in.shown.words("selection.title") != "jobs");
    }

    void aWorkerThatIsPickedTellsItsTimeAndEscapeTellsTheInstantAgain() {
        Shown shown;
        QTRY_COMPARE(shown.instant(), shown.step(5));
        shown.clickThing("main");
        QTRY_COMPARE(shown.in.shown.words("selection.title"), QString("main"));
        QTRY_VERIFY(shown.in.shown.words("selection.line0").contains("of its time"));
        shown.key(Qt::Key_Escape);
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(5)));
    }

    void aWorkerOfTheListIsToldAndItsRowIsMarkedAlone() {
        Shown shown;
        shown.in.shown.trigger("To the end");
        auto& list = shown.in.shown.part<QListView>("workers");
        QTRY_VERIFY(list.model()->rowCount() > 2);
        const QModelIndex row = list.model()->index(1, 0);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(row).center());
        QTRY_COMPARE(shown.in.shown.words("selection.title"), row.data().toString());
        shown.clickThing("main");
        QTRY_COMPARE(shown.in.shown.words("selection.title"), QString("main"));
        QCOMPARE(list.currentIndex().row(), 0);
        shown.clickThing("jobs");
        QVERIFY(!list.selectionModel()->hasSelection());
    }

    void anEventLeadsToTheStoriesOfItsWorkerAndItsObject() {
        Shown shown;
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(5)));
        QLabel* line = nullptr;
        for (QLabel* label : shown.in.shown.window.findChildren<QLabel*>())
            line = label->text() == "more of main" ? label : line;
        QVERIFY(line);
        QTest::mouseClick(line, Qt::LeftButton);
        QTRY_COMPARE(shown.in.shown.words("selection.title"), QString("main"));
    }

    void aRowThatIsPickedIsOutlined() {
        Shown shown;
        auto& table = shown.in.shown.part<QTableView>("events");
        for (const int number : {9, 4}) {
            const QModelIndex row = table.model()->index(table.model()->rowCount() - number, 0);
            table.scrollTo(row);
            QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(row).center());
            QVERIFY(shown.outlined().has_value());
            QCOMPARE(shown.sentenceOf(*shown.outlined()), row.data(Qt::ToolTipRole).toString());
            QCOMPARE(table.currentIndex().row(), row.row());
        }
    }

    void whatHappenedBeforeItAndAfterItIsShownWhileItIsAskedFor() {
        Shown shown;
        shown.key(Qt::Key_C);
        QTRY_VERIFY(shown.scope().causality);  // of what has just happened
        QCOMPARE(shown.scope().causality->event(), shown.in.trace->indexOfStep(5));
        shown.in.shown.trigger("Next step");
        QTRY_COMPARE(shown.scope().causality->event(), shown.in.trace->indexOfStep(6));
        const std::size_t event = shown.clickBar(6);
        QVERIFY(shown.scope().causality && shown.scope().causality->event() == event);
        QTRY_COMPARE(shown.scope().causality->heard(), shown.in.trace->size());
        const auto& table = shown.in.shown.part<QTableView>("events");
        QTRY_VERIFY(table.currentIndex().siblingAtColumn(0).data(EventsModel::relationRole).isValid());
        QVERIFY(shown.clickBar(3) != event);
        QVERIFY(shown.scope().causality->event() != event);
        shown.key(Qt::Key_Escape);
        QCOMPARE(shown.scope().causality->event(), shown.in.trace->indexOfStep(6));
        shown.clickBar(6);
        shown.key(Qt::Key_C);
        QVERIFY(!shown.scope().causality);
        QVERIFY(!table.model()->index(0, 0).data(EventsModel::relationRole).isValid());
    }

    void onAnotherAxisItStaysSelected() {
        Shown shown;
        const std::size_t event = shown.clickBar(6);
        shown.in.shown.trigger("Real time");
        QCOMPARE(shown.outlined(), std::optional(event));
        QCOMPARE(shown.row(), shown.stepOf(event));
    }
};

QTEST_MAIN(SelectionTest)
#include "SelectionTest.moc"
