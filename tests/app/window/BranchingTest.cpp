// SPDX-License-Identifier: GPL-3.0-or-later
// Troubles and their proof, breakpoints, and branches, in the real window with its real keys.
#include "app/timeline/TimelineView.h"
#include "tests/app/window/SteppedWindow.h"
#include "tests/support/TraceText.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>
#include <QTreeWidget>

using namespace heddle;

namespace {

Verdict verdict(const char* sentence, bool isTrouble, std::vector<std::uint64_t> events) {
    Verdict made;
    made.kind = "deadlock";
    made.isTrouble = isTrouble;
    made.sentence = sentence;
    made.events = std::move(events);
    return made;
}

// A whole run by turns of a lesson's program, saved. As a lesson's, or as if it were anybody's program.
QString recordedFile(const QTemporaryDir& folder, const char* lesson, bool isLessons, bool isHeld = true) {
    RunRequest request;
    request.command = {builtLesson(lesson).program.string()};
    if (isLessons)
        request.lesson = lesson;
    if (isHeld)
        request.choosing = {ChooserKind::roundRobin, 1};
    const QString path = folder.filePath(QString::fromLatin1(lesson) + ".heddle");
    request.saveTo = path.toStdString();
    auto run = Run::start(std::move(request));
    if (run)
        (*run)->wait();
    return path;
}

}  // namespace

class BranchingTest : public QObject {
    Q_OBJECT
private slots:
    void aTroubleIsSaidWhileTheRunGoesOn();
    void aClickOnATroubleShowsItsProof();
    void severalFindingsCanBeWalked();
    void aRefusalIsSaidBesideTheTroubles();
    void notesAreSaidWhenTheyAreAskedFor();
    void aWrongBreakpointSaysWhy();
    void breakpointsAreTypedListedAndRemoved();
    void aLaneIsStoppedAtByItsMenu();
    void aFreeRunCannotBeBranched();
    void aLessonStopsAtABreakpoint();
    void outOfADeadlockIntoARunThatEndsWell();
    void aBranchSaysTheStepAtWhichItStands();
    void inTheLibraryOneBranchesFromAGrant();
    void anOpenedFileIsBranchedAndReplayed();
    void aFileOfAFreeRunSaysWhyItCannotBeBranched();
    void aFileOfALessonThatIsNotHereSaysSo();
    void aFileOfAnyProgramIsAskedAboutFirst();
};

void BranchingTest::aTroubleIsSaidWhileTheRunGoesOn() {
    StagedWindow s;
    const auto whole =
        traceFrom("main starts a; a begins; main starts b; b begins; a stores 1 in x; b stores 2 in x");
    s.trace = std::make_shared<Trace>();
    for (const WorkerInfo* worker : whole->names().workers())
        s.trace->names().add(*worker);
    for (const ObjectInfo* object : whole->names().objects())
        s.trace->names().add(*object);
    for (std::size_t i = 0; i + 1 < whole->size(); ++i)
        s.trace->append(whole->event(i));
    s.run();
    QVERIFY(!s.shown.part<QFrame>("banner").isVisible());
    s.trace->append(whole->event(whole->size() - 1));
    QTRY_VERIFY(
        s.shown.words("banner.sentence").startsWith("Unprotected sharing at step 4: a writes x (step 3)"));
    QCOMPARE(s.shown.words("status.found"), QString("1 trouble"));
    QTest::mouseClick(&s.shown.part<QToolButton>("banner.proof"), Qt::LeftButton);
    QTRY_COMPARE(s.shown.words("instant"), QString("step 4"));  // with that it became true
}

// Of a deadlock all of it, where all wait.
void BranchingTest::aClickOnATroubleShowsItsProof() {
    StagedWindow s;
    const std::size_t last = s.trace->size() - 1;
    s.endWith({verdict("a and b wait for each other", true, {last, 5})});
    auto& timeline = s.shown.part<TimelineView>("timeline");
    timeline.zoom(50);
    auto& sentence = s.shown.part<QLabel>("banner.sentence");
    QTest::mouseClick(&sentence, Qt::LeftButton, {}, QPoint(8, sentence.height() / 2));
    const auto selected = [&] { return timeline.scene().scope().selected.value_or(0); };
    QCOMPARE(selected(), last);  // with it it became true
    QCOMPARE(timeline.scene().scope().beside, std::vector<std::size_t>({5, last}));
    const auto stepOf = [&](std::size_t event) { return QString("step %1").arg(s.trace->stepAt(event)); };
    QTRY_COMPARE(s.shown.words("instant"), stepOf(last));
    const TimelineAxis& axis = timeline.scene().scope().axis;
    for (const std::size_t event : {std::size_t(5), last})
        QVERIFY(axis.shows(static_cast<double>(s.trace->stepAt(event))));
    QVERIFY(!s.shown.words("selection.sentence").isEmpty());
    for (const std::size_t event : {std::size_t(5), last}) {
        QTest::mouseClick(&s.shown.part<QToolButton>("banner.proof"), Qt::LeftButton);
        QCOMPARE(selected(), event);
        QTRY_COMPARE(s.shown.words("instant"), stepOf(event));
    }
}

void BranchingTest::severalFindingsCanBeWalked() {
    StagedWindow s;
    s.endWith({verdict("the first", true, {3}), verdict("the second", true, {})});
    QCOMPARE(s.shown.words("banner.count"), QString("1 of 2"));
    QTest::mouseClick(&s.shown.part<QToolButton>("banner.next"), Qt::LeftButton);
    QCOMPARE(s.shown.words("banner.sentence"), QString("the second"));
    QVERIFY(!s.shown.part<QToolButton>("banner.proof").isVisible());  // it names no event
    s.shown.press(Qt::Key_F8);
    QCOMPARE(s.shown.words("banner.sentence"), QString("the first"));
    QCOMPARE(s.shown.part<TimelineView>("timeline").scene().scope().selected.value_or(0), std::size_t(3));
}

void BranchingTest::aRefusalIsSaidBesideTheTroubles() {
    StagedWindow s;
    s.endWith({verdict("the first", true, {3}), verdict("the second", true, {})});
    for (int time = 0; time < 2; ++time) {  // twice the same is one refusal
        s.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(s.shown.words("banner.sentence").contains("its run was free"));
        QCOMPARE(s.shown.words("banner.count"), QString("3 of 3"));
    }
    QTest::mouseClick(&s.shown.part<QToolButton>("banner.next"), Qt::LeftButton);
    QCOMPARE(s.shown.words("banner.sentence"), QString("the first"));
    s.shown.press(Qt::Key_F8);
    QCOMPARE(s.shown.words("banner.sentence"), QString("the second"));
}

void BranchingTest::notesAreSaidWhenTheyAreAskedFor() {
    StagedWindow s;
    s.endWith({verdict("a message was never received", false, {2})});
    QVERIFY(!s.shown.part<QFrame>("banner").isVisible());
    s.shown.press(Qt::Key_F8);
    QCOMPARE(s.shown.words("banner.sentence"), QString("a message was never received"));
    QCOMPARE(s.shown.part<QFrame>("banner").property("tone").toString(), QString("note"));
}

void BranchingTest::aWrongBreakpointSaysWhy() {
    StagedWindow s;
    s.shown.press(Qt::Key_B, Qt::ControlModifier);
    auto& words = s.shown.part<QLineEdit>("breakpoints.words");
    QTest::keyClicks(&words, "color=red\r");
    QVERIFY(s.shown.part<QLabel>("breakpoints.objection").isVisible());
    QVERIFY(s.shown.words("breakpoints.objection").contains("color"));
    QCOMPARE(s.shown.part<QListWidget>("breakpoints.list").count(), 0);
}

void BranchingTest::breakpointsAreTypedListedAndRemoved() {
    StagedWindow s;
    s.run();
    s.shown.press(Qt::Key_B, Qt::ControlModifier);
    auto& words = s.shown.part<QLineEdit>("breakpoints.words");
    QTest::keyClicks(&words, "object=jobs\r");
    QTest::keyClicks(&words, "trouble\r");
    auto& list = s.shown.part<QListWidget>("breakpoints.list");
    QCOMPARE(list.count(), 2);
    auto told = s.stage.takeOrders().breakpoints;
    QVERIFY(told && told->size() == 2 && told->back().isTrouble);
    list.window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(list.window()));
    list.setFocus();
    list.setCurrentRow(0);
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(list.count(), 1);
    told = s.stage.takeOrders().breakpoints;
    QVERIFY(told && told->size() == 1);
    s.shown.window.run();  // the next run has it from its start
    QTRY_COMPARE(s.stage.started(), 2);
    QCOMPARE(s.stage.lastRequest().breakpoints.size(), std::size_t(1));
}

void BranchingTest::aLaneIsStoppedAtByItsMenu() {
    StagedWindow s;
    s.run();
    auto& timeline = s.shown.part<TimelineView>("timeline");
    const TimelineScope& scope = timeline.scene().scope();
    for (const TimelineRow& row : scope.rows.rows) {
        if (!row.lane || scope.model.lanes()[*row.lane].kind != LaneKind::queue)
            continue;
        const QPoint place(int(scope.frame.names.center().x()), int(scope.rowTop(row) + row.height / 2));
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, timeline.mapToGlobal(place));
        QCoreApplication::sendEvent(&timeline, &event);
    }
    auto* menu = timeline.findChild<QMenu*>();
    QVERIFY(menu && menu->actions().front()->text().startsWith("Stop here"));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    const auto told = s.stage.takeOrders().breakpoints;
    QVERIFY(told && told->size() == 1);
    QCOMPARE(told->front().words, std::string("object=main/jobs"));
}

void BranchingTest::aFreeRunCannotBeBranched() {
    StagedWindow s;
    s.run();
    s.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(s.shown.words("banner.sentence").contains("its run was free"));
    QCOMPARE(s.stage.started(), 1);
}

void BranchingTest::aLessonStopsAtABreakpoint() {
    LessonWindow lesson{"queues"};
    lesson.runByHand();
    ShownWindow& shown = lesson.shown;
    shown.press(Qt::Key_B, Qt::ControlModifier);
    QTest::keyClicks(&shown.part<QLineEdit>("breakpoints.words"), "op=queue.get\r");
    shown.window.findChild<QDialog*>()->close();
    shown.trigger("Chosen by priorities");
    playOn(shown);
    QTRY_COMPARE_WITH_TIMEOUT(shown.words("status.state"), QString("stopped at op=queue.get"), 30'000);
    QCOMPARE(shown.part<QComboBox>("chooser").currentText(), QString("priorities"));
    QVERIFY(shown.isToChoose());
}

void BranchingTest::outOfADeadlockIntoARunThatEndsWell() {
    LessonWindow lesson{"lock-order"};
    lesson.runByHand();
    ShownWindow& shown = lesson.shown;
    const auto rows = [&] { return shown.workers().model()->rowCount(); };
    for (int i = 0; i < 8 && rows() < 3; ++i) {
        const QString before = shown.words("instant");
        shown.press(Qt::Key_1);
        QTRY_VERIFY_WITH_TIMEOUT(shown.words("instant") != before, 20'000);
    }
    QTRY_COMPARE(rows(), 3);
    const QString bothAreThere = shown.words("instant");
    for (int i = 0; i < 6; ++i) {
        shown.press(Qt::Key_2);
        shown.press(Qt::Key_3);
    }
    QTRY_VERIFY_WITH_TIMEOUT(shown.words("banner.sentence").contains("Deadlock at step "), 20'000);

    shown.trigger("To the start");
    const int step = bothAreThere.section(' ', 1).toInt();
    for (int i = 0; i < step; ++i)
        shown.press(Qt::Key_N);
    QTRY_COMPARE(shown.words("instant"), bothAreThere);
    shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto& tree = shown.part<QTreeWidget>("branches");
    QTRY_COMPARE_WITH_TIMEOUT(tree.topLevelItemCount() + tree.topLevelItem(0)->childCount(), 2, 20'000);
    shown.clickMode("Runs (2)");
    QTRY_VERIFY(tree.isVisible());
    QCOMPARE(tree.topLevelItem(0)->text(1), QString("deadlock"));  // and was ended only to be branched
    QTRY_VERIFY_WITH_TIMEOUT(shown.turn(1) == Turn::Kind::go, 20'000);
    QCOMPARE(shown.words("instant"), bothAreThere);
    for (int i = 0; i < 14; ++i)
        shown.press(Qt::Key_2);  // one goes all the way, then the other
    QTRY_VERIFY_WITH_TIMEOUT(shown.told(1, WorkersModel::stateRole) == "finished", 20'000);
    shown.clickMode("Free run");
    QTRY_COMPARE_WITH_TIMEOUT(shown.words("status.state"), QString("finished"), 30'000);
    QTRY_COMPARE(tree.topLevelItem(0)->child(0)->text(1), QString("finished"));

    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {},
                      tree.visualItemRect(tree.topLevelItem(0)).center());
    QTRY_COMPARE(shown.words("status.state"), QString("stopped"));
}

// What Heddle ended when the run was stopped took no steps.
void BranchingTest::aBranchSaysTheStepAtWhichItStands() {
    LessonWindow r{"queues"};
    r.runByHand();
    for (const char* step : {"step 1", "step 2", "step 3"}) {
        r.shown.press(Qt::Key_N);
        QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("instant"), QString(step), 20'000);
    }
    r.shown.trigger("Stop");
    QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("status.state"), QString("stopped"), 20'000);
    r.shown.press(Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE(r.shown.words("instant"), QString("step 3"));
    QVERIFY2(r.shown.told(0, WorkersModel::stateRole).startsWith("held"),
             qPrintable(r.shown.told(0, WorkersModel::stateRole)));  // as it stood there
    r.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(r.shown.isToChoose(), 20'000);
    QTRY_COMPARE(r.shown.words("instant"), QString("step 3"));
    auto& tree = r.shown.part<QTreeWidget>("branches");
    QTRY_VERIFY(tree.topLevelItem(0) && tree.topLevelItem(0)->childCount() == 1);
    QVERIFY2(tree.topLevelItem(0)->child(0)->text(0).contains("from step 3"),
             qPrintable(tree.topLevelItem(0)->child(0)->text(0)));
}

void BranchingTest::inTheLibraryOneBranchesFromAGrant() {
    LessonWindow r{"queues"};
    r.shown.trigger("Step Heddle's library too");
    r.runByHand();
    for (int grant = 1; grant <= 6; ++grant) {
        const QString before = r.shown.words("status.counts");
        r.shown.press(Qt::Key_N);
        QTRY_VERIFY_WITH_TIMEOUT(r.shown.words("status.counts") != before, 20'000);
    }
    r.shown.press(Qt::Key_Backspace);
    r.shown.press(Qt::Key_Backspace);
    QTRY_VERIFY2(r.shown.words("instant").endsWith("grant 4"), qPrintable(r.shown.words("instant")));
    r.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto& tree = r.shown.part<QTreeWidget>("branches");
    QTRY_VERIFY_WITH_TIMEOUT(tree.topLevelItem(0) && tree.topLevelItem(0)->childCount() == 1, 20'000);
    QVERIFY2(tree.topLevelItem(0)->child(0)->text(0).contains("grant 4"),
             qPrintable(tree.topLevelItem(0)->child(0)->text(0)));
    QTRY_VERIFY_WITH_TIMEOUT(r.shown.isToChoose(), 20'000);
}

void BranchingTest::anOpenedFileIsBranchedAndReplayed() {
    const QTemporaryDir folder;
    LessonWindow lesson{"queues"};
    ShownWindow& shown = lesson.shown;
    shown.window.open(recordedFile(folder, "queues", true));
    QTRY_COMPARE_WITH_TIMEOUT(shown.words("status.state"), QString("finished"), 20'000);
    shown.trigger("To the start");
    for (int i = 0; i < 5; ++i)
        shown.press(Qt::Key_N);
    QTRY_COMPARE(shown.words("instant"), QString("step 5"));
    shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto& tree = shown.part<QTreeWidget>("branches");
    QTRY_VERIFY_WITH_TIMEOUT(shown.isToChoose(), 20'000);
    QTRY_COMPARE(shown.words("instant"), QString("step 5"));
    QCOMPARE(tree.topLevelItem(0)->text(0), QString("Run 1, queues.heddle"));
    QCOMPARE(tree.topLevelItem(0)->text(1), QString("finished"));
    QCOMPARE(tree.topLevelItem(0)->child(0)->text(0), QString("Run 2, from step 5"));
    shown.clickMode("Runs (2)");
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {},
                      tree.visualItemRect(tree.topLevelItem(0)).center());
    QTRY_COMPARE(shown.words("status.state"), QString("finished"));
    const QString counts = shown.words("status.counts");
    shown.trigger("Replay what is shown");
    shown.window.run();
    QTRY_COMPARE_WITH_TIMEOUT(tree.topLevelItem(0)->childCount(), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.words("instant"), QString("step 0"), 20'000);
    shown.press(Qt::Key_N);  // it is told each time there too
    QTRY_COMPARE_WITH_TIMEOUT(shown.words("instant"), QString("step 1"), 20'000);
    playOn(shown);
    QTRY_COMPARE_WITH_TIMEOUT(tree.topLevelItem(0)->child(1)->text(1), QString("finished"), 20'000);
    QCOMPARE(tree.topLevelItem(0)->child(1)->text(0), QString("Run 3, replay"));
    QTRY_COMPARE(shown.words("status.counts"), counts);
}

void BranchingTest::aFileOfAFreeRunSaysWhyItCannotBeBranched() {
    const QTemporaryDir folder;
    StagedWindow s;
    s.shown.window.open(recordedFile(folder, "queues", true, false));
    QTRY_COMPARE_WITH_TIMEOUT(s.shown.words("status.state"), QString("finished"), 20'000);
    QCOMPARE(s.stage.started(), 0);  // opened, nothing runs
    s.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(s.shown.words("banner.sentence").contains("its run was free"));
    QCOMPARE(s.stage.started(), 0);
}

void BranchingTest::aFileOfALessonThatIsNotHereSaysSo() {
    const QTemporaryDir folder;
    StagedWindow s;  // which has only queues
    s.shown.window.open(recordedFile(folder, "threads", true));
    QTRY_COMPARE_WITH_TIMEOUT(s.shown.words("status.state"), QString("finished"), 20'000);
    s.shown.press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(s.shown.words("banner.sentence")
                 .startsWith("threads.heddle cannot be run again: there is no lesson \"threads\""),
             qPrintable(s.shown.words("banner.sentence")));
    QCOMPARE(s.stage.started(), 0);
}

void BranchingTest::aFileOfAnyProgramIsAskedAboutFirst() {
    const QTemporaryDir folder;
    StagedWindow s;
    s.shown.window.open(recordedFile(folder, "queues", false));
    QTRY_COMPARE_WITH_TIMEOUT(s.shown.words("status.state"), QString("finished"), 20'000);
    const auto press = [&](QMessageBox::ButtonRole role) {
        s.shown.trigger("Branch from here");
        QTRY_VERIFY(s.shown.window.findChild<QMessageBox*>("branches.question"));
        auto* box = s.shown.window.findChild<QMessageBox*>("branches.question");
        QVERIFY(box->informativeText().endsWith("queues/program\nin " + QDir::currentPath()));
        QCOMPARE(s.stage.started(), 0);
        for (QAbstractButton* button : box->buttons())
            if (box->buttonRole(button) == role)
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(!s.shown.window.findChild<QMessageBox*>("branches.question"));
    };
    press(QMessageBox::RejectRole);
    press(QMessageBox::AcceptRole);
    QTRY_COMPARE(s.stage.started(), 1);
    QVERIFY(s.stage.lastRequest().replay && !s.stage.lastRequest().replay->grants.empty());
}

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    BranchingTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "BranchingTest.moc"
