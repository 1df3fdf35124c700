// SPDX-License-Identifier: MIT
// A chooser that lets nobody go until it is told to: one step at each word, of whom it would choose anyway.
#include "tests/core/session/Steered.h"

#include <QTest>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

namespace {

RunRequest requested(ChooserKind kind, const std::string& scene = "busy") {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor(scene, Held::no);
    request.command = {build / "lib/heddle/tests/TestSteered", "scene=" + scene, "rounds=10"};
    request.choosing = {.kind = kind, .seed = 3};
    return request;
}

RunRequest atItsWord(RunRequest request) {
    request.choosing.waitsForWord = true;
    return request;
}

// Until the run is over, or so many words were given; -1: one was refused.
int sayNext(Steered& steered, int atMost = 100000) {
    int words = 0;
    for (Choices now = steered.stands(); now.isToChoose && words < atMost; now = steered.stands(), ++words)
        if (!steered.run->letNext())
            return -1;
    return words;
}

}  // namespace

class SteppedChooserTest : public QObject {
    Q_OBJECT
private slots:
    void whoIsNextIsTheChoosersToSay_data();
    void whoIsNextIsTheChoosersToSay();
    void oneWordIsOneStep();
    void aChooserGoesOnByItselfAndStandsAgain();
    void anotherMayBeLetByHand();
    void asTimePassesASleeperWakes();
    void anEarlierRunIsFollowedStepByStep();
    void whoIsLetByHandLeavesTheEarlierRun();
    void aBreakpointLeavesTheChooserInItsPlace();
    void byHandNobodySaysWhoIsNext();
};

void SteppedChooserTest::whoIsNextIsTheChoosersToSay_data() {
    QTest::addColumn<ChooserKind>("kind");
    QTest::newRow("random") << ChooserKind::random;
    QTest::newRow("pct") << ChooserKind::pct;
    QTest::newRow("round robin") << ChooserKind::roundRobin;
}

void SteppedChooserTest::whoIsNextIsTheChoosersToSay() {
    QFETCH(ChooserKind, kind);
    const Scene atOnce = play(requested(kind));
    Steered steered(atItsWord(requested(kind)));
    QVERIFY(sayNext(steered) > 100);
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QCOMPARE(scene.facts.chooser, atOnce.facts.chooser);
    QCOMPARE(scene.lines(), atOnce.lines());
}

void SteppedChooserTest::oneWordIsOneStep() {
    Steered steered(atItsWord(requested(ChooserKind::random)));
    QCOMPARE(steered.stands().step, std::int64_t(0));
    for (std::int64_t step = 1; step <= 20; ++step) {
        QVERIFY(steered.run->letNext());
        const Choices now = steered.stands();
        QCOMPARE(now.step, step);
        QVERIFY(now.isChoosingItself());
        QCOMPARE(steered.run->awaitChange(now.version, Span::millis(20)).version, now.version);
    }
    steered.run->stop();
}

void SteppedChooserTest::aChooserGoesOnByItselfAndStandsAgain() {
    const Scene atOnce = play(requested(ChooserKind::random));
    RunRequest request = atItsWord(requested(ChooserKind::random));
    Steered steered(request);
    QCOMPARE(sayNext(steered, 10), 10);
    Choosing choosing = request.choosing;
    choosing.waitsForWord = false;
    QVERIFY(steered.run->setChoosing(choosing, 200));
    QVERIFY(steered.awaits([](const Choices& now) { return now.step > 20; }));
    QVERIFY(!steered.run->letNext());  // it goes already
    QVERIFY(steered.run->setChoosing(request.choosing));
    const Choices now = steered.stands();
    QVERIFY(now.isToChoose);
    QCOMPARE(steered.run->awaitChange(now.version, Span::millis(50)).version, now.version);
    QVERIFY(steered.run->setChoosing(choosing));
    QCOMPARE(steered.ended().lines(), atOnce.lines());
}

void SteppedChooserTest::anotherMayBeLetByHand() {
    Steered steered(atItsWord(requested(ChooserKind::roundRobin, "lockers")));
    QCOMPARE(sayNext(steered, 1), 1);  // then it is a's turn
    for (const char* who : {"main", "main/b", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    QVERIFY(sayNext(steered) > 5);
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QCOMPARE(scene.facts.chooser, std::string("several"));  // no seed brings it again
}

void SteppedChooserTest::asTimePassesASleeperWakes() {
    Steered steered(atItsWord(requested(ChooserKind::roundRobin, "sleepers")));
    QVERIFY(sayNext(steered) > 5);
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QCOMPARE(scene.lines(), play(requested(ChooserKind::roundRobin, "sleepers")).lines());
}

void SteppedChooserTest::anEarlierRunIsFollowedStepByStep() {
    const Scene earlier = play(requested(ChooserKind::random));
    RunRequest request = atItsWord(requested(ChooserKind::byHand));
    request.replay = ReplayOrder{earlier.facts.schedule, {}};
    Steered steered(request);
    QCOMPARE(steered.stands().step, std::int64_t(0));
    QVERIFY(steered.run->choices().isFollowing);
    QVERIFY(steered.run->letNext());
    QCOMPARE(steered.stands().step, std::int64_t(1));
    QVERIFY(sayNext(steered, 30) == 30);
    request.choosing.waitsForWord = false;
    QVERIFY(steered.run->setChoosing(request.choosing));
    const Scene scene = steered.ended();
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QCOMPARE(scene.lines(), earlier.lines());
}

void SteppedChooserTest::whoIsLetByHandLeavesTheEarlierRun() {
    const Scene earlier = play(requested(ChooserKind::roundRobin, "lockers"));
    RunRequest request = atItsWord(requested(ChooserKind::byHand, "lockers"));
    request.replay = ReplayOrder{earlier.facts.schedule, {}};
    Steered steered(request);
    steered.stands();
    QCOMPARE(steered.let("main"), std::string());
    QVERIFY(steered.stands().isFollowing);  // it was its turn there too
    QCOMPARE(steered.let("main"), std::string());
    QVERIFY(!steered.stands().isFollowing);  // there it was a's
    QVERIFY(!steered.run->letNext());
    QVERIFY(steered.stepOn() > 5);
    QCOMPARE(steered.ended().facts.endingSentence, std::string("finished"));
}

void SteppedChooserTest::aBreakpointLeavesTheChooserInItsPlace() {
    RunRequest request = requested(ChooserKind::random);
    const Scene without = play(request);
    request.breakpoints = {breakpointFrom("worker=*/other op=mutex.acquire").value()};
    Steered steered(request);
    const Choices now = steered.stands();
    QVERIFY(now.hit && now.isStepped());
    QCOMPARE(now.choosing.kind, ChooserKind::random);
    QVERIFY(sayNext(steered) > 20);
    QCOMPARE(steered.ended().lines(), without.lines());
}

void SteppedChooserTest::byHandNobodySaysWhoIsNext() {
    Steered steered(requested(ChooserKind::byHand));
    steered.stands();
    const Result<void> said = steered.run->letNext();
    QVERIFY(!said);
    QCOMPARE(said.error().sentence, std::string("the run is stepped by hand: nobody says who is next"));
    QVERIFY(steered.stands().isToChoose);
    steered.run->stop();
}

QTEST_APPLESS_MAIN(SteppedChooserTest)
#include "SteppedChooserTest.moc"
