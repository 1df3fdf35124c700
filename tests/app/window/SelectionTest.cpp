// SPDX-License-Identifier: GPL-3.0-or-later
// One event is selected, wherever that was done: the timeline, the table and the panel of the real window.
#include "app/panels/EventsModel.h"
#include "app/stage/StageView.h"
#include "app/timeline/BarPlace.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineView.h"
#include "core/world/Causality.h"
#include "tests/app/window/SteppedWindow.h"

#include <QScrollBar>
#include <QTableView>

using namespace heddle;

namespace {

struct Shown {
    StagedWindow in;

    Shown() {
        in.run();
        in.stage.end();
        QTRY_COMPARE(in.shown.words("status.state"), QString("finished"));
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
    void clickName(std::size_t lane) {
        QTest::mouseClick(&timeline(), Qt::LeftButton, {},
                          QPoint(qRound(scope().frame.names.center().x()), qRound(scope().laneCentre(lane))));
    }
    QStringList lanesThatStandOut() {
        QStringList names;
        for (std::size_t lane = 0; lane < scope().model.lanes().size(); ++lane)
            if (subjectAt(scope(), scope().laneCentre(lane)) == scope().subject)
                names << scope().model.laneName(lane);
        return names;
    }
    QStringList boxesThatStandOut() {
        const StageScope& scope = in.shown.part<StageView>("stage").scene().scope();
        QStringList titles;
        for (const std::size_t box : scope.selected)
            titles << scope.plan.boxes[box].title;
        return titles;
    }
    // A wait of some steps that has ended, and its lane.
    std::pair<std::size_t, Bar> someWait() {
        for (std::size_t lane = 0; lane < scope().model.lanes().size(); ++lane)
            for (const Bar& bar : scope().model.lanes()[lane].bars)
                if (!bar.isOpen() && bar.lastStep > bar.firstStep + 3)
                    return {lane, bar};
        return {};
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
    void aBarThatIsClickedIsToldEverywhereAndTheInstantIsThere() {
        Shown shown;
        QTRY_COMPARE(shown.instant(), shown.step(5));
        const TimelineAxis view = shown.scope().axis;
        const std::size_t event = shown.clickBar(6);
        QVERIFY(shown.stepOf(event) != "5");
        QCOMPARE(shown.outlined(), std::optional(event));
        QTRY_COMPARE(shown.instant(), QString("step %1").arg(shown.stepOf(event)));
        shown.in.shown.passFrames();
        QCOMPARE(shown.outlined(), std::optional(event));
        QCOMPARE(shown.row(), shown.stepOf(event));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
        QCOMPARE(shown.scope().axis.from, view.from);  // what is under the pointer does not run away
    }

    // It is the wait that is pointed at, and not what came of it.
    void aWaitThatIsClickedIsToldFromWhereItBegan() {
        Shown shown;
        shown.in.shown.trigger("To the end");
        const auto [lane, bar] = shown.someWait();
        const double middle = static_cast<double>(bar.firstStep + bar.lastStep - 1) / 2;
        const_cast<TimelineScene&>(shown.timeline().scene()).showRange(middle - 10, middle + 10);
        QTest::mouseClick(
            &shown.timeline(), Qt::LeftButton, {},
            QPoint(qRound(shown.scope().axis.pxOf(middle)), qRound(shown.scope().laneCentre(lane))));
        QVERIFY(shown.outlined().has_value());
        const Event told = shown.in.trace->event(*shown.outlined());
        QCOMPARE(told.phase, Phase::waits);
        QTRY_COMPARE(shown.instant(), shown.step(bar.firstStep));
        QCOMPARE(shown.row(), QString::number(bar.firstStep));
    }

    void theNextEventIsThatOfTheInstantAndIsSelectedEverywhere() {
        Shown shown;
        const std::int64_t next = shown.in.trace->stepAt(shown.clickBar(6)) + 1;
        shown.key(Qt::Key_Period);
        QTRY_COMPARE(shown.instant(), shown.step(next));
        QVERIFY(shown.outlined().has_value());
        QCOMPARE(shown.stepOf(*shown.outlined()), QString::number(next));
        QCOMPARE(shown.row(), QString::number(next));
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

    void escapeLetsGoOfTheEventAndTheInstantStays() {
        Shown shown;
        const std::size_t event = shown.clickBar(6);
        QVERIFY(shown.outlined().has_value());
        shown.key(Qt::Key_Escape);
        QVERIFY(!shown.outlined());
        QTRY_COMPARE(shown.instant(), QString("step %1").arg(shown.stepOf(event)));
        QCOMPARE(shown.row(), shown.stepOf(event));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
    }

    void aStepElsewhereIsToldAndNothingIsSelectedAnyMore() {
        Shown shown;
        const std::size_t event = shown.clickBar(6);
        shown.in.shown.trigger("Next step");
        QVERIFY(!shown.outlined());
        const std::int64_t next = shown.in.trace->stepAt(event) + 1;
        QTRY_COMPARE(shown.row(), QString::number(next));
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(next)));
    }

    void playingLetsGoOfTheEventThatWasSelectedBefore() {
        Shown shown;
        const std::size_t event = shown.clickBar(6);
        QVERIFY(shown.outlined().has_value());
        shown.key(Qt::Key_Space);
        QVERIFY(!shown.outlined());
        const std::int64_t next = shown.in.trace->stepAt(event) + 1;
        QTRY_COMPARE(shown.row(), QString::number(next));
        QTRY_COMPARE(shown.told(), shown.sentenceOf(shown.in.trace->indexOfStep(next)));
    }

    void whoSelectsAnEventWhileItPlaysPausesThere() {
        Shown shown;
        shown.key(Qt::Key_Space);
        const std::size_t event = shown.clickBar(6);
        QTRY_COMPARE(shown.instant(), QString("step %1").arg(shown.stepOf(event)));
        shown.in.shown.passFrames();
        QCOMPARE(shown.instant(), QString("step %1").arg(shown.stepOf(event)));
        QCOMPARE(shown.outlined(), std::optional(event));
        QCOMPARE(shown.told(), shown.sentenceOf(event));
    }

    void aRunThatEndsIsNotPlayedWhileSomebodyReads() {
        StagedWindow in;
        in.run();
        auto& stage = in.shown.part<StageView>("stage");
        QTRY_VERIFY(!stage.scene().scope().plan.boxes.empty());
        emit stage.subjectPicked({{}, {in.trace->names().objects().front()->id}});
        const QString title = in.shown.words("selection.title");
        in.stage.end();
        QTRY_COMPARE(in.shown.words("status.state"), QString("finished"));
        QTRY_COMPARE(in.shown.part<QAction>("play").iconText(), QString("Play"));  // and not on and on
        QCOMPARE(in.shown.words("selection.title"), title);
    }

    void aThingIsToldAsOfTheInstantAndStaysSelectedWhereverTimeGoes() {
        Shown shown;
        QTRY_COMPARE(shown.instant(), shown.step(5));
        shown.clickThing("jobs");
        QTRY_COMPARE(shown.in.shown.words("selection.title"), QString("jobs"));
        QTRY_VERIFY(shown.told().startsWith("jobs holds "));
        QTRY_VERIFY(shown.in.shown.words("selection.line0").contains("wait"));
        QVERIFY(!shown.outlined());
        QCOMPARE(shown.row(), QString("5"));
        const QString before = shown.told();
        QCOMPARE(shown.lanesThatStandOut(), QStringList("jobs"));
        shown.in.shown.trigger("To the start");
        QTRY_VERIFY(shown.told() != before);
        QCOMPARE(shown.in.shown.words("selection.title"), QString("jobs"));
        QCOMPARE(shown.boxesThatStandOut(), QStringList("jobs"));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.in.shown.words("selection.title") != "jobs");
        QVERIFY(shown.lanesThatStandOut().isEmpty());
        QVERIFY(shown.boxesThatStandOut().isEmpty());
    }

    void aClickOnALanesNameSelectsItsWorkerEverywhere() {
        Shown shown;
        shown.in.shown.trigger("To the end");
        shown.clickName(1);
        const QString name = shown.scope().model.laneName(1);
        QTRY_COMPARE(shown.in.shown.words("selection.title"), name);
        QCOMPARE(shown.lanesThatStandOut(), QStringList(name));
        QCOMPARE(shown.boxesThatStandOut(), QStringList(name));
        QTRY_COMPARE(shown.in.shown.part<QListView>("workers").currentIndex().data().toString(), name);
        shown.clickBar(6);
        QVERIFY(shown.lanesThatStandOut().isEmpty());
        QVERIFY(shown.in.shown.words("selection.title") != name);
    }

    void aRowThatIsClickedStaysUnderThePointer() {
        Shown shown;
        shown.in.shown.trigger("To the end");
        auto& table = shown.in.shown.part<QTableView>("events");
        const auto click = [&](int number) {
            const QModelIndex row = table.model()->index(number, 0);
            QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(row).center());
            return row;
        };
        QTRY_VERIFY(table.model()->rowCount() > 40);
        table.scrollToTop();
        click(1);
        table.scrollTo(table.model()->index(30, 0), QAbstractItemView::PositionAtTop);
        const int before = table.verticalScrollBar()->value();
        QVERIFY(before > 0);
        const int clicked = click(32).row();
        QCOMPARE(clicked, table.currentIndex().row());
        QCOMPARE(table.verticalScrollBar()->value(), before);
    }

    void aWorkerWhoIsNotThereYetLeavesNobodyMarked() {
        Shown shown;
        shown.in.shown.trigger("To the end");
        auto& list = shown.in.shown.part<QListView>("workers");
        QTRY_VERIFY(list.model()->rowCount() > 2);
        const QModelIndex row = list.model()->index(list.model()->rowCount() - 1, 0);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(row).center());
        QVERIFY(list.selectionModel()->hasSelection());
        shown.in.shown.trigger("To the start");
        QTRY_VERIFY(list.model()->rowCount() < 3);
        QVERIFY(!list.selectionModel()->hasSelection());
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
        const std::size_t earlier = shown.clickBar(3);
        QVERIFY(earlier != event);
        QCOMPARE(shown.scope().causality->event(), earlier);
        shown.key(Qt::Key_Escape);
        QCOMPARE(shown.scope().causality->event(), earlier);  // that of the instant
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
