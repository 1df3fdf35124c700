// SPDX-License-Identifier: GPL-3.0-or-later
// In step mode a chooser is told each time, played and paused; and what was stepped is looked back at.
#include "tests/app/window/SteppedWindow.h"

#include <QApplication>
#include <QComboBox>
#include <QSlider>
#include <QTest>

using namespace heddle;

namespace {

// What its action says that it would do.
QString spaceDoes(ShownWindow& shown) {
    for (const QAction* action : shown.window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(Qt::Key_Space))
            return action->iconText();
    return {};
}

}  // namespace

class SteppedByChooserTest : public QObject {
    Q_OBJECT
private slots:
    void aChooserStandsUntilItIsTold();
    void aChooserPlaysAndPauses();
    void slowMotionPausesAndGoesOn();
    void whoLooksBackPausesSlowMotionAndLooksOn();
    void whatIsPausedInSlowMotionStaysSo();
    void aFreeRunIsLookedAtNoFurther();
    void byHandNobodyPlays();
    void whoStandsAtABreakpointKeepsItsChooser();
    void aReplayThatIsLeftIsNoneAnyMore();
    void aReplayThatStandsAtABreakpointIsOneStill();
    void modesChangeWithinAReplay();
    void aLessonIsSteppedByAChooser();
    void inTheLibraryOneLooksBackByGrants();
};

void SteppedByChooserTest::aChooserStandsUntilItIsTold() {
    StagedWindow s;
    s.runByHand();
    s.shown.trigger("Chosen at random");
    const auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::random && order->choosing.waitsForWord);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    QTRY_VERIFY(s.shown.isToChoose());
    s.shown.press(Qt::Key_N);
    Orders orders = s.stage.takeOrders();
    QVERIFY(orders.isNextLet && !orders.let && !orders.choose);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    s.shown.press(Qt::Key_2);  // by hand all the same
    orders = s.stage.takeOrders();
    QVERIFY(orders.let == s.worker(1) && !orders.isNextLet);
    s.publish({Ability::no, Ability::no}, {}, order->choosing);
    s.shown.press(Qt::Key_F10);
    QVERIFY(!s.stage.takeOrders().isNextLet);
    QCOMPARE(s.shown.words("status.hint"), QString("nobody can be chosen"));
}

void SteppedByChooserTest::aChooserPlaysAndPauses() {
    StagedWindow s;
    s.runByHand();
    s.shown.trigger("Chosen at random");
    const Choosing waits = s.stage.takeOrders().choose->choosing;
    s.publish({Ability::go, Ability::go}, {}, waits);
    QTRY_COMPARE(s.shown.part<QSlider>("speed").accessibleDescription(), QString("0.8 s a step"));
    s.shown.press(Qt::Key_Space);
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.isSameChooser(waits) && !order->choosing.waitsForWord);
    QCOMPARE(order->operationsPerSecond.value_or(0), 1.25);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Pause"));
    s.shown.part<QSlider>("speed").setValue(s.shown.part<QSlider>("speed").maximum());
    order = s.stage.takeOrders().choose;
    QVERIFY(order && !order->choosing.waitsForWord && !order->operationsPerSecond);
    QCOMPARE(s.shown.part<QSlider>("speed").accessibleDescription(), QString("as fast as it goes"));
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    s.shown.press(Qt::Key_Space);
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing == waits);
    s.publish({Ability::go, Ability::go}, {}, waits);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
}

void SteppedByChooserTest::slowMotionPausesAndGoesOn() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    const auto slow = s.stage.takeOrders().choose;
    QVERIFY(slow && !slow->choosing.waitsForWord);
    s.publish({Ability::go, Ability::go}, {}, slow->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Pause"));
    QTRY_VERIFY2(s.shown.words("status.state").startsWith("slow motion: "),
                 qPrintable(s.shown.words("status.state")));
    s.shown.press(Qt::Key_Space);
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.isSameChooser(slow->choosing) && order->choosing.waitsForWord);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
    QTRY_VERIFY2(s.shown.words("status.state").startsWith("slow motion, paused: "),
                 qPrintable(s.shown.words("status.state")));
    s.shown.press(Qt::Key_Space);
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing == slow->choosing);
    QCOMPARE(order->operationsPerSecond, slow->operationsPerSecond);
}

void SteppedByChooserTest::whoLooksBackPausesSlowMotionAndLooksOn() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    const auto slow = s.stage.takeOrders().choose;
    s.publish({Ability::go, Ability::go}, {}, slow->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Pause"));
    s.shown.press(Qt::Key_Home, Qt::ControlModifier);
    QTRY_COMPARE(s.shown.words("instant"), QString("step 0"));
    s.shown.press(Qt::Key_Space);
    const auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.waitsForWord);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
    QCOMPARE(s.shown.words("instant"), QString("step 0"));
    QVERIFY(s.shown.words("status.state").startsWith("looking back; slow motion, paused: "));
}

void SteppedByChooserTest::whatIsPausedInSlowMotionStaysSo() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    const auto slow = s.stage.takeOrders().choose;
    s.publish({Ability::go, Ability::go}, {}, slow->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Pause"));
    s.shown.press(Qt::Key_Space);
    s.publish({Ability::go, Ability::go}, {}, s.stage.takeOrders().choose->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
    s.shown.press(Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(!s.stage.takeOrders().choose);
    s.shown.trigger("Chosen at random");
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.kind == ChooserKind::random && order->choosing.waitsForWord);
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
    s.shown.press(Qt::Key_Space);
    order = s.stage.takeOrders().choose;
    QVERIFY(order && !order->choosing.waitsForWord);
    QVERIFY(order->operationsPerSecond.value_or(0) > slow->operationsPerSecond.value_or(0));
    s.publish({Ability::go, Ability::go}, {}, order->choosing);
    s.shown.clickMode("Step");
    s.stage.takeOrders();
    s.shown.clickMode("Slow motion");  // chosen anew it goes
    order = s.stage.takeOrders().choose;
    QVERIFY(order && !order->choosing.waitsForWord);
}

void SteppedByChooserTest::aFreeRunIsLookedAtNoFurther() {
    StagedWindow s;
    s.run();
    QTRY_COMPARE(spaceDoes(s.shown), QString("Pause"));
    s.shown.press(Qt::Key_Space);
    QVERIFY(!s.stage.takeOrders().choose);
    QCOMPARE(spaceDoes(s.shown), QString("Play"));
    QCOMPARE(s.shown.words("status.hint"), QString("the view stands; the run is free and goes on"));
    s.shown.press(Qt::Key_Space);
    QCOMPARE(spaceDoes(s.shown), QString("Pause"));
    s.shown.press(Qt::Key_End, Qt::ControlModifier);
    s.stage.end();
    QTRY_COMPARE(s.shown.words("status.state"), QString("finished"));
    QTRY_COMPARE(spaceDoes(s.shown), QString("Play"));
}

void SteppedByChooserTest::byHandNobodyPlays() {
    StagedWindow s;
    s.runByHand();
    s.shown.press(Qt::Key_Space);
    QVERIFY(!s.stage.takeOrders().choose);
    QVERIFY(s.shown.words("status.hint").contains("nobody goes by itself"));
    s.shown.press(Qt::Key_Home, Qt::ControlModifier);
    QTRY_COMPARE(s.shown.words("instant"), QString("step 0"));
    s.shown.part<QSlider>("speed").setValue(s.shown.part<QSlider>("speed").maximum());
    s.shown.press(Qt::Key_Space);  // what is past plays, and ends where the run stands
    QTRY_COMPARE(s.shown.words("instant"), QString("step %1").arg(s.trace->steps()));
    QTRY_COMPARE(s.shown.turn(0), Turn::Kind::go);
    s.shown.press(Qt::Key_1);
    QVERIFY2(s.stage.takeOrders().let == s.worker(0), qPrintable(s.shown.words("status.hint")));
}

void SteppedByChooserTest::whoStandsAtABreakpointKeepsItsChooser() {
    StagedWindow s;
    s.runByHand();
    s.shown.clickMode("Slow motion");
    Choosing choosing = s.stage.takeOrders().choose->choosing;
    choosing.waitsForWord = true;
    s.publish({Ability::go, Ability::go}, BreakpointHit{"object=jobs", 3, {}}, choosing);
    QTRY_COMPARE(s.shown.words("status.state"), QString("stopped at object=jobs"));
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("round robin"));
    QVERIFY(!s.stage.takeOrders().choose);
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().isNextLet);
}

void SteppedByChooserTest::aReplayThatIsLeftIsNoneAnyMore() {
    StagedWindow s;
    s.replay();
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("replay"));
    s.publish({Ability::go, Ability::go}, {}, s.followed, false);
    QTRY_COMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("by hand"));
    QCOMPARE(s.shown.words("status.hint"), QString("from here on the earlier run is followed no more"));
}

void SteppedByChooserTest::aReplayThatStandsAtABreakpointIsOneStill() {
    StagedWindow s;
    s.replay();
    s.publish({Ability::go, Ability::go}, BreakpointHit{"phase=waits", 3, ""}, s.followed, true);
    QTRY_COMPARE(s.shown.words("status.state"), QString("stopped at phase=waits"));
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("replay"));
    s.shown.press(Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(s.shown.words("status.state").startsWith("looking back; stepping: "));
}

void SteppedByChooserTest::modesChangeWithinAReplay() {
    StagedWindow s;
    s.replay();
    s.stage.takeOrders();
    s.shown.clickMode("Slow motion");
    auto order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing.isSameChooser(s.followed) && !order->choosing.waitsForWord);
    QVERIFY(order->operationsPerSecond.has_value());
    s.publish({Ability::go, Ability::go}, {}, order->choosing, true);
    s.shown.clickMode("Step");
    order = s.stage.takeOrders().choose;
    QVERIFY(order && order->choosing == s.followed && !order->operationsPerSecond);
    QCOMPARE(s.shown.part<QComboBox>("chooser").currentText(), QString("replay"));
    QVERIFY(!s.shown.words("status.hint").contains("next"));
}

void SteppedByChooserTest::aLessonIsSteppedByAChooser() {
    LessonWindow r{"queues"};
    r.shown.clickMode("Step");
    r.shown.trigger("Chosen at random");
    r.shown.window.run();
    QTRY_VERIFY_WITH_TIMEOUT(r.shown.isToChoose(), 20'000);
    QCOMPARE(r.shown.words("instant"), QString("step 0"));
    for (int step = 1; step <= 4; ++step) {
        r.shown.press(Qt::Key_N);
        QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("instant"), QString("step %1").arg(step), 20'000);
        QTRY_VERIFY(r.shown.isToChoose());
    }
    playOn(r.shown);
    QTRY_COMPARE_WITH_TIMEOUT(r.shown.words("status.state"), QString("finished"), 30'000);
}

// Between two steps of a process queue its feeder is let go.
void SteppedByChooserTest::inTheLibraryOneLooksBackByGrants() {
    StagedWindow s;
    RunFacts facts = s.trace->facts();
    for (std::uint64_t events = 0; events < s.trace->size(); events += 2)
        facts.schedule.push_back({s.worker(0), 0, false, {}, events});
    s.trace->setFacts(facts);
    s.shown.trigger("Step Heddle's library too");
    s.runByHand();
    s.shown.press(Qt::Key_Backspace);
    const auto all = static_cast<int>(facts.schedule.size());
    QTRY_VERIFY2(s.shown.words("instant").endsWith(QString("grant %1").arg(all - 1)),
                 qPrintable(s.shown.words("instant")));
    s.shown.press(Qt::Key_Backspace);
    QTRY_VERIFY(s.shown.words("instant").endsWith(QString("grant %1").arg(all - 2)));
    s.shown.press(Qt::Key_N);
    QTRY_VERIFY(s.shown.words("instant").endsWith(QString("grant %1").arg(all - 1)));
    QVERIFY(!s.stage.takeOrders().let);
    s.shown.press(Qt::Key_N);
    s.shown.press(Qt::Key_N);
    QVERIFY(s.stage.takeOrders().let);  // behind the last it goes on
}

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C");
    QApplication application(argc, argv);
    SteppedByChooserTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SteppedByChooserTest.moc"
