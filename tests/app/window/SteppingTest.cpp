// SPDX-License-Identifier: GPL-3.0-or-later
// Stepping by keys and mouse in the real window: staged runs show what is ordered, a lesson what comes of it.
#include "tests/app/window/SteppedWindow.h"
#include "tests/support/TraceText.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

using namespace heddle;

class SteppingTest : public QObject {
    Q_OBJECT
private slots:
    void keyNLetsThemGoInTurn();
    void aNumberLetsItsWorkerGo();
    void aClickOnItsButtonLetsAWorkerGo();
    void returnInTheListLetsTheChosenRowGo();
    void whoWouldWaitMayBeChosenAndLooksDifferent();
    void whoCannotBeChosenSaysWhy();
    void whoIsAwayFromItsGateHasOneState();
    void stepsInARowWaitForTheirTurn();
    void backMovesTheInstantAndNobody();
    void forwardInThePastOnlyMovesTheInstant();
    void aChooserChosenInThePastLetsNobodyGo();
    void modesAreSwitchedInTheMiddle();
    void whoChoosesIsInTheMenuToo();
    void prioritiesAskForTheirOrders();
    void replayIsForTheNextRun();
    void theLibrarysDepthIsStepped();
    void slowMotionAsksForItsPace();
    void aHitIsSaidAndSteppedFrom();
    void aLessonIsSteppedToAndFro();
    void whoStandsBeforeItsEndIsHeldToo();
    void aLessonIsSetFreeAndEnds();
};

void SteppingTest::keyNLetsThemGoInTurn() {
    StagedWindow s;
    s.runByHand();
    QVERIFY(s.stage.lastRequest().choosing.kind == ChooserKind::byHand);
    QTRY_COMPARE(s.shown.nextByN(), QStringList(s.shown.told(0, Qt::DisplayRole)));
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let == s.worker(0));
    s.publish({Ability::go, Ability::wait, Ability::no, Ability::go});
    QTRY_COMPARE(s.shown.nextByN(), QStringList(s.shown.told(1, Qt::DisplayRole)));
    s.shown.press(Qt::Key_F10);
    QVERIFY(s.stage.takeOrders().let == s.worker(1));  // as by turns, even though it waits then
    s.publish({Ability::go, Ability::wait, Ability::no, Ability::go});
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let == s.worker(3));  // the one between cannot
    s.publish({Ability::fire, Ability::wait, Ability::no, Ability::no});
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let == s.worker(1));  // its time comes when nobody else can go
    s.publish({Ability::fire, Ability::no, Ability::no, Ability::no});
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let == s.worker(0));
}

void SteppingTest::aNumberLetsItsWorkerGo() {
    StagedWindow s;
    s.runByHand();
    QCOMPARE(s.shown.told(3, WorkersModel::numberRole), QString("4"));
    s.shown.press(Qt::Key_4);
    QVERIFY(s.stage.takeOrders().let == s.worker(3));
    s.shown.press(Qt::Key_9);  // there is no such row
    QVERIFY(!s.stage.takeOrders().let);
    QCOMPARE(s.shown.words("status.hint"), QString("there is no worker 9 here"));
}

void SteppingTest::aClickOnItsButtonLetsAWorkerGo() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickButtonOf(3);
    QVERIFY(s.stage.takeOrders().let == s.worker(3));
    s.publish({Ability::go, Ability::wait, Ability::no, Ability::go});
    const QRect row = s.shown.workers().visualRect(s.shown.workers().model()->index(3, 0));
    QTest::mouseClick(s.shown.workers().viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(20, 10));
    QVERIFY(!s.stage.takeOrders().let);  // beside the button it is only chosen
}

void SteppingTest::returnInTheListLetsTheChosenRowGo() {
    StagedWindow s;
    s.runByHand();
    s.shown.workers().setFocus();
    s.shown.workers().setCurrentIndex(s.shown.workers().model()->index(3, 0));
    QTest::keyClick(&s.shown.workers(), Qt::Key_Return);
    QVERIFY(s.stage.takeOrders().let == s.worker(3));
}

void SteppingTest::whoWouldWaitMayBeChosenAndLooksDifferent() {
    StagedWindow s;
    s.runByHand();
    QCOMPARE(s.shown.turn(0), Turn::Kind::go);
    QCOMPARE(s.shown.turn(1), Turn::Kind::wait);
    s.shown.press(Qt::Key_2);
    QVERIFY(s.stage.takeOrders().let == s.worker(1));
}

void SteppingTest::whoCannotBeChosenSaysWhy() {
    StagedWindow s;
    s.runByHand();
    QCOMPARE(s.shown.turn(2), Turn::Kind::no);
    QVERIFY(s.shown.told(2, Qt::ToolTipRole).contains("nothing has changed there"));
    s.shown.press(Qt::Key_3);
    QVERIFY(!s.stage.takeOrders().let);
}

// Started, and not back from that: the one it started computes. A third has just come to its gate.
void SteppingTest::whoIsAwayFromItsGateHasOneState() {
    StagedWindow s;
    s.trace = traceFrom("main starts a; a begins; main would start b; b begins; b would put 1 in q");
    s.shown.clickMode("Step");
    s.shown.window.run();
    Choices choices;
    choices.isToChoose = true;
    choices.choosing = {ChooserKind::byHand, 1};
    const auto add = [&](std::size_t place, Stand stand, Ability ability) {
        WorkerChoice choice;
        choice.worker = s.worker(place);
        choice.stand = stand;
        choice.ability = ability;
        choices.workers.push_back(choice);
    };
    add(0, Stand::aside, Ability::no);
    add(1, Stand::atGate, Ability::go);
    add(2, Stand::running, Ability::no);
    QTRY_COMPARE(s.stage.started(), 1);
    s.stage.publish(choices);
    QTRY_VERIFY(s.shown.isToChoose());
    const auto state = [&](int row) { return s.shown.told(row, WorkersModel::stateRole); };
    QTRY_COMPARE(state(0), QString("away from its gate"));
    QCOMPARE(state(1), QString("held, can go on"));
    QCOMPARE(s.shown.turn(1), Turn::Kind::go);
    QCOMPARE(state(2), QString("running"));
    QCOMPARE(s.shown.told(2, WorkersModel::activityRole), QString());
}

void SteppingTest::stepsInARowWaitForTheirTurn() {
    StagedWindow s;
    s.runByHand();
    s.shown.press(Qt::Key_1);
    s.shown.press(Qt::Key_4);  // the first is not back yet
    QVERIFY(s.stage.takeOrders().let == s.worker(0));
    QVERIFY(!s.stage.takeOrders().let);
    s.publish({Ability::go, Ability::wait, Ability::no, Ability::go});
    std::optional<WorkerId> second;
    QTRY_VERIFY(second || (second = s.stage.takeOrders().let));
    QVERIFY(second == s.worker(3));
}

void SteppingTest::backMovesTheInstantAndNobody() {
    StagedWindow s;
    s.runByHand();
    const std::int64_t last = s.trace->steps();
    QTRY_COMPARE(s.shown.words("instant"), QString("step %1").arg(last));
    QVERIFY(s.shown.words("status.state").startsWith("stepping: "));
    s.shown.press(Qt::Key_Backspace);
    QTRY_VERIFY(s.shown.words("status.state").startsWith("looking back; stepping: "));
    QVERIFY(s.shown.nextByN().isEmpty());
    s.shown.press(Qt::Key_F10, Qt::ShiftModifier);
    QTRY_COMPARE(s.shown.words("instant"), QString("step %1").arg(last - 2));
    QVERIFY(!s.stage.takeOrders().let);
    QTRY_COMPARE(s.shown.turn(0), Turn::Kind::no);
    QVERIFY(s.shown.told(0, Qt::ToolTipRole).contains("lies in the past"));
}

void SteppingTest::forwardInThePastOnlyMovesTheInstant() {
    StagedWindow s;
    s.runByHand();
    const std::int64_t last = s.trace->steps();
    s.shown.press(Qt::Key_Backspace);
    s.shown.press(Qt::Key_N);
    QTRY_COMPARE(s.shown.words("instant"), QString("step %1").arg(last));
    QVERIFY(!s.stage.takeOrders().let);
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let == s.worker(0));
}

void SteppingTest::aChooserChosenInThePastLetsNobodyGo() {
    StagedWindow s;
    s.runByHand();
    s.shown.press(Qt::Key_Backspace);
    s.stage.takeOrders();
    s.shown.trigger("Chosen by round robin");
    QVERIFY(!s.stage.takeOrders().choose);
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("by hand"));
    s.shown.trigger("Free run");
    QVERIFY(!s.stage.takeOrders().choose);
    s.shown.press(Qt::Key_End, Qt::ControlModifier);
    s.shown.trigger("Chosen by round robin");
    QVERIFY(s.stage.takeOrders().choose);
}

void SteppingTest::modesAreSwitchedInTheMiddle() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Free run");
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && !order->choosing.isHeld());
    s.shown.press(Qt::Key_3, Qt::ControlModifier);
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::byHand);
    auto& chooser = s.shown.part<QComboBox>("chooser");
    chooser.setFocus();
    QTest::keyClicks(&chooser, "ra");
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::random && !order->operationsPerSecond);
    auto& seed = s.shown.part<QLineEdit>("seed");
    QVERIFY(seed.isVisible());
    seed.setFocus();
    seed.selectAll();
    QTest::keyClicks(&seed, "77\r");
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.seed == 77);
}

void SteppingTest::whoChoosesIsInTheMenuToo() {
    StagedWindow s;
    s.runByHand();
    s.shown.trigger("Chosen at random");
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::random);
    s.shown.trigger("Slow motion");
    s.stage.takeOrders();
    s.shown.trigger("Chosen by hand");  // which slow motion cannot be
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::byHand && !order->operationsPerSecond);
    s.shown.trigger("Free run");
    s.stage.takeOrders();
    s.shown.trigger("Chosen by round robin");
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::roundRobin);
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("round robin"));
}

void SteppingTest::prioritiesAskForTheirOrders() {
    StagedWindow s;
    s.runByHand();
    auto& orders = s.shown.part<QSpinBox>("orders");
    QVERIFY(!orders.isVisible());
    s.shown.trigger("Chosen by priorities");
    QVERIFY(orders.isVisible());
    s.stage.takeOrders();
    orders.setFocus();
    orders.selectAll();
    QTest::keyClicks(&orders, "5\r");
    const auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::pct && order->choosing.orders == 5);
}

void SteppingTest::replayIsForTheNextRun() {
    StagedWindow s;
    RunFacts facts = s.trace->facts();
    facts.mode = "held";
    facts.schedule.resize(3);
    s.trace->setFacts(facts);
    s.runByHand();
    s.shown.trigger("Replay what is shown");
    QVERIFY(!s.stage.takeOrders().choose);  // the one that goes on does not change
    s.stage.end();
    QTRY_COMPARE(s.shown.words("status.state"), QString("finished"));
    s.shown.window.run();
    QTRY_COMPARE(s.stage.started(), 2);
    const RunRequest request = s.stage.lastRequest();
    QVERIFY(request.replay && request.replay->grants.size() == 3 && !request.replay->untilStep);
    QVERIFY(request.choosing.kind == ChooserKind::byHand);
}

void SteppingTest::theLibrarysDepthIsStepped() {
    StagedWindow s;
    s.runByHand();
    QVERIFY(s.stage.lastRequest().steps == Depth::program);
    s.shown.trigger("Step Heddle's library too");
    s.shown.window.run();
    s.stage.end();
    QTRY_COMPARE(s.stage.started(), 2);
    QVERIFY(s.stage.lastRequest().steps == Depth::library);
}

void SteppingTest::slowMotionAsksForItsPace() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::roundRobin);
    QCOMPARE(order->operationsPerSecond.value_or(0), 1.25);
    QCOMPARE(s.shown.part<QSlider>("speed").accessibleDescription(), QString("0.8 s a step"));
    s.shown.press(Qt::Key_Up, Qt::ControlModifier);
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->operationsPerSecond.value_or(0) > 2);
    s.shown.clickMode("Step");  // each mode remembers who chose in it
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::byHand && !order->operationsPerSecond);
}

void SteppingTest::aHitIsSaidAndSteppedFrom() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    s.stage.takeOrders();
    s.publish({Ability::go, Ability::go}, BreakpointHit{"object=jobs", 3, {}});
    QTRY_COMPARE(s.shown.words("status.state"), QString("stopped at object=jobs"));
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("by hand"));
    QVERIFY(!s.stage.takeOrders().choose);  // the run knows already
    s.shown.press(Qt::Key_1);
    QTRY_VERIFY(s.shown.words("status.state") != "stopped at object=jobs");
}

void SteppingTest::aLessonIsSteppedToAndFro() {
    LessonWindow r{"queues"};
    r.runByHand();
    QVERIFY2(r.shown.told(0, WorkersModel::nextRole).startsWith("next: "),
             qPrintable(r.shown.told(0, WorkersModel::nextRole)));
    QTRY_COMPARE(r.shown.words("instant"), QString("step 0"));
    for (int step = 1; step <= 5; ++step) {
        r.shown.press(Qt::Key_N);
        QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("instant"), QString("step %1").arg(step), 20'000);
    }
    r.shown.press(Qt::Key_Backspace);
    r.shown.press(Qt::Key_Backspace);
    QTRY_COMPARE(r.shown.words("instant"), QString("step 3"));
    for (const char* step : {"step 4", "step 5", "step 6"}) {
        r.shown.press(Qt::Key_N);
        QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("instant"), QString(step), 20'000);
    }
}

void SteppingTest::whoStandsBeforeItsEndIsHeldToo() {
    LessonWindow r{"threads"};
    r.runByHand();
    const auto state = [&] { return r.shown.words("status.state"); };
    for (int step = 0; step < 60 && state().startsWith("stepping"); ++step) {
        QTRY_VERIFY_WITH_TIMEOUT(r.shown.isToChoose() || !state().startsWith("stepping"), 20'000);
        QVERIFY2(!state().startsWith("stepping: 0 held, 0"), qPrintable(r.shown.words("instant")));
        const QString before = r.shown.words("instant");
        r.shown.press(Qt::Key_N);
        QTRY_VERIFY_WITH_TIMEOUT(r.shown.words("instant") != before || !state().startsWith("stepping"),
                                 20'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(), QString("finished"), 20'000);
}

void SteppingTest::aLessonIsSetFreeAndEnds() {
    LessonWindow r{"queues"};
    r.runByHand();
    r.shown.press(Qt::Key_N);
    r.shown.clickMode("Free run");
    QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("status.state"), QString("finished"), 30'000);
    QTRY_VERIFY(!r.shown.isToChoose());
}

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    SteppingTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SteppingTest.moc"
