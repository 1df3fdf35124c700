// SPDX-License-Identifier: MIT
// What is looked back at is what stood there.
#include "core/trace/StepInstant.h"
#include "core/world/World.h"
#include "tests/core/session/Steered.h"
#include "tests/support/ToldWorld.h"
#include "tests/support/TraceText.h"
#include "tests/support/WrittenWorld.h"

#include <QTest>
#include <csignal>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

namespace {

RunRequest byHand(const std::string& scene) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor(scene, Held::no);
    request.command = {build / "lib/heddle/tests/TestSteered", "scene=" + scene};
    request.choosing.kind = ChooserKind::byHand;
    return request;
}

// Of each step the events that had happened where the run stood behind it, the last time.
using Stands = std::map<std::int64_t, std::size_t>;

Stands standsOf(Steered& steered) {
    Stands stands;
    for (int steps = 1; steps > 0;) {
        const Choices now = steered.stands();
        stands[now.step] = now.events;
        steps = steered.stepOn(1);
    }
    return stands;
}

std::string worldBehind(const Trace& trace, std::size_t events) {
    World world{trace.names()};
    for (std::size_t i = 0; i < events; ++i)
        world = after(std::move(world), trace.event(i), trace.text(i));
    return written(world);
}

void compareWith(const Stands& stands, const Trace& trace) {
    for (const auto& [step, events] : stands) {
        const std::size_t lookedBackAt = eventsAtStep(trace, step);
        if (lookedBackAt != events)
            QCOMPARE(QString("step %1\n").arg(step) +
                         QString::fromStdString(worldBehind(trace, lookedBackAt)),
                     QString("step %1\n").arg(step) + QString::fromStdString(worldBehind(trace, events)));
    }
}

}  // namespace

class InstantsTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsLookedBackAtIsWhatStoodThere_data();
    void whatIsLookedBackAtIsWhatStoodThere();
    void whoIsKilledAtItsGateStoodThereBefore();
    void aDeathFromOutsideEndsWhatCanBeFollowed();
    void whatAWaitDoesInsideIsOfItsOwnStep();
    void whomHeddleEndsTakesNoStep();
    void eachGrantHasItsInstant();
};

void InstantsTest::whatIsLookedBackAtIsWhatStoodThere_data() {
    QTest::addColumn<QString>("scene");
    QTest::newRow("locks") << "lockers";
    QTest::newRow("times that come") << "sleepers";
    QTest::newRow("a condition, pipes and a queue between processes") << "busy";
}

void InstantsTest::whatIsLookedBackAtIsWhatStoodThere() {
    QFETCH(QString, scene);
    Steered steered(byHand(scene.toStdString()));
    const Stands stands = standsOf(steered);
    QVERIFY(stands.size() > 5);
    const Scene over = steered.ended();
    QCOMPARE(over.facts.endingSentence, std::string("finished"));
    compareWith(stands, *over.trace);
}

void InstantsTest::whoIsKilledAtItsGateStoodThereBefore() {
    Steered steered(byHand("busy"));
    QCOMPARE(steered.stepOn(12), 12);
    const Choices before = steered.stands();
    const WorkerInfo* echo = steered.run->trace()->names().worker(steered.named("main/echo"));
    QVERIFY(echo && echo->pid > 1);
    kill(echo->pid, SIGKILL);
    QVERIFY(steered.awaits([&](const Choices& now) { return now.step > before.step; }));
    steered.run->stop();
    const Scene over = steered.ended();
    compareWith({{before.step, before.events}}, *over.trace);
}

// A program that kills its own child may be followed, and one that is killed only up to there.
void InstantsTest::aDeathFromOutsideEndsWhatCanBeFollowed() {
    Steered steered(byHand("busy"));
    QCOMPARE(steered.stepOn(12), 12);
    const Choices before = steered.stands();
    QVERIFY(!steered.run->trace()->facts().killedAfterStep);
    kill(steered.run->trace()->names().worker(steered.named("main/echo"))->pid, SIGKILL);
    QVERIFY(steered.awaits([&](const Choices& now) { return now.step > before.step; }));
    QCOMPARE(steered.run->trace()->facts().killedAfterStep, std::optional(before.step));
    steered.run->stop();
    QCOMPARE(steered.ended().facts.killedAfterStep, std::optional(before.step));
    for (const char* scene : {"childKilledByItsParent", "childTerm"}) {
        const Scene own = play(scene, Held::roundRobin);
        QVERIFY(own.count("process.end") >= 2);
        QVERIFY2(!own.facts.killedAfterStep, scene);
    }
}

void InstantsTest::whatAWaitDoesInsideIsOfItsOwnStep() {
    const auto trace =
        traceFrom("main starts a; a begins; a acquires m; a would wait on c with m; a waits on c with m;"
                  "main notifies c; a wakes from c");
    QCOMPARE(eventsAtStep(*trace, 2), std::size_t(4));
    QCOMPARE(eventsAtStep(*trace, 4), trace->indexOfStep(4) + 1);
    QCOMPARE(eventsAtStep(*trace, trace->steps()), trace->size());
}

// Where it stood is its last instant; behind that nobody has done anything.
void InstantsTest::whomHeddleEndsTakesNoStep() {
    Steered steered(byHand("lockers"));
    for (const char* who : {"main", "main", "main/a", "main/b"}) {
        steered.stands();
        QCOMPARE(steered.let(who), std::string());
    }
    const Choices last = steered.stands();
    steered.run->stop();
    const Scene over = steered.ended();
    QVERIFY(over.trace->size() > last.events);
    QCOMPARE(over.trace->steps(), last.step);
    compareWith({{last.step, last.events}}, *over.trace);
    QCOMPARE(over.count("main/b mutex.acquire main/m failed killed"), 1);
    const ToldWorld world = worldOf(over.trace);
    for (const WorkerId worker : world.world.workers())
        QVERIFY(world.world.worker(worker)->doing == Doing::died);
}

void InstantsTest::eachGrantHasItsInstant() {
    RunRequest request = byHand("busy");
    request.steps = Depth::library;
    Steered steered(std::move(request));
    std::vector<std::size_t> stood;
    for (int steps = 1; steps > 0 && stood.size() < 60;) {
        stood.push_back(steered.stands().events);
        steps = steered.stepOn(1);
    }
    steered.run->stop();
    const Scene over = steered.ended();
    for (std::size_t grants = 0; grants < stood.size(); ++grants)
        QCOMPARE(eventsAtGrant(*over.trace, grants), std::optional(stood[grants]));
    for (std::size_t grants = 1; grants + 1 < stood.size(); ++grants) {
        QCOMPARE(nextGrantFrom(*over.trace, stood[grants], true), std::optional(grants + 1));
        QCOMPARE(nextGrantFrom(*over.trace, stood[grants], false), std::optional(grants - 1));
    }
    QVERIFY(!nextGrantFrom(*over.trace, stood[0], false));
    QVERIFY(!nextGrantFrom(*over.trace, over.trace->size(), true));
    QVERIFY(!eventsAtGrant(*over.trace, over.trace->grantCount() + 1));
}

QTEST_APPLESS_MAIN(InstantsTest)
#include "InstantsTest.moc"
