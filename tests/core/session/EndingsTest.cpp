// SPDX-License-Identifier: MIT
#include "core/supervise/ProcessTable.h"
#include "core/trace/TraceFile.h"
#include "tests/core/session/Steered.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <ctime>
#include <sched.h>
#include <unistd.h>

using namespace heddle;
using namespace heddle::test;

namespace {

// A run of a scene that never ends by itself, once it has produced something.
std::unique_ptr<Run> running(RunRequest request) {
    auto run = Run::start(std::move(request));
    while (run && (*run)->status().produced < 100 && (*run)->status().ending == Ending::running)
        sched_yield();
    return run ? std::move(*run) : nullptr;
}

}  // namespace

class EndingsTest : public QObject {
    Q_OBJECT
private slots:
    void aDeadlockIsFoundAndTold();
    void aQueueThatNobodyFillsIsFoundAndTold();
    void sendersOnAFullPipeThatNobodyReadsAreFoundAndTold();
    void whatHeddleDoesNotSeeMayEndAWait();
    void whatDidNotEndAWaitIsToldAtTheTimeout();
    void aProgramThatThrowsOrTerminatesOrCrashesIsTold();
    void aFailureThatLeavesAllOthersWaitingIsTheProgramsFailure();
    void whatAProgramOpensUnderOurNumbersIsItsOwn();
    void onlyWhoStartedAProcessJoinsIt();
    void aChildThatTheProgramEndsIsNoFailure();
    void aChildThatASignalEndsOtherwiseIsAFailure_data();
    void aChildThatASignalEndsOtherwiseIsAFailure();
    void aKilledWorkerLosesNothingAndIsTold();
    void theDeathOfTheSupervisorIsNotTheProgramsFailure();
    void aSegmentThatNeverComesIsGivenUpAndTold();
    void aSegmentThatNeverComesIsGivenUpOnceAndForAll();
    void whatARunHasRecordedIsInItsFileWhileItGoesOn();
    void aRunIsStoppedWhenAsked();
    void whoFailedBeforeTheStopIsTold();
    void aDeadlockIsToldThoughSomebodyKilledTheProgram();
    void aRunEndsAtItsTimeout();
    void aProgramThatIsNotThereIsOneSentence();
    void aProgramThatKnowsNothingOfHeddleJustRuns();
    void whoClosedHeddlesSocketIsAwaitedAsleep();
    void outputIsKeptUpToALimitAndTheRestIsCounted();
};

void EndingsTest::aDeadlockIsFoundAndTold() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = play("deadlock", held);
        QCOMPARE(scene.facts.ending, Ending::stuck);
        QVERIFY(scene.length < Span::seconds(10));
        for (const char* name : {"left", "right", "main", "other"})
            QVERIFY2(scene.facts.endingSentence.find(name) != std::string::npos,
                     scene.facts.endingSentence.c_str());
    }
}

void EndingsTest::aQueueThatNobodyFillsIsFoundAndTold() {
    for (const Held held : {Held::no, Held::roundRobin}) {
        const Scene scene = play("stuckQueue", held);
        QCOMPARE(scene.facts.ending, Ending::stuck);
        QVERIFY2(scene.facts.endingSentence.find("never") != std::string::npos,
                 scene.facts.endingSentence.c_str());
    }
}

void EndingsTest::sendersOnAFullPipeThatNobodyReadsAreFoundAndTold() {
    for (const int senders : {1, 2, 3})
        for (const Held held : {Held::roundRobin, Held::random}) {
            RunRequest request = requestFor("fullPipe", held);
            request.command.push_back("senders=" + std::to_string(senders));
            const Scene scene = play(std::move(request));
            QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
            QCOMPARE(scene.facts.ending, Ending::stuck);
            QVERIFY2(scene.facts.endingSentence.find("waits to send on p.send, which is full") !=
                         std::string::npos,
                     scene.facts.endingSentence.c_str());
            QVERIFY(scene.count("pipe.send main/p.send waits") <= 3 * senders);
            QVERIFY(scene.length < Span::seconds(10));
        }
}

void EndingsTest::whatHeddleDoesNotSeeMayEndAWait() {
    for (const Held held : {Held::no, Held::roundRobin}) {
        const Scene stranger = play("endedByAStranger", held);
        QCOMPARE(stranger.facts.endingSentence, std::string("finished"));
        QCOMPARE(stranger.count("main queue.get main/q done ok 1"), 1);
        const Scene alarm = play("endedByAnAlarm", held);
        QCOMPARE(alarm.facts.endingSentence, std::string("the program ended with exit code 7"));
    }
}

void EndingsTest::whatDidNotEndAWaitIsToldAtTheTimeout() {
    for (const Held held : {Held::no, Held::roundRobin}) {
        RunRequest request = requestFor("endedByAStranger", held);
        request.timeout = Span::seconds(3);
        const Scene scene = play(std::move(request));
        QCOMPARE(scene.facts.ending, Ending::timeout);
        QVERIFY2(scene.whatIsWrong().find("a thread that Heddle did not start might have ended the wait") !=
                     std::string::npos,
                 scene.whatIsWrong().c_str());
    }
}

void EndingsTest::aProgramThatThrowsOrTerminatesOrCrashesIsTold() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene thrown = play("throw", held);
        QCOMPARE(thrown.facts.ending, Ending::failed);
        QVERIFY2(thrown.facts.endingSentence.find("uncaught exception: torn") != std::string::npos,
                 thrown.facts.endingSentence.c_str());
        QCOMPARE(thrown.count("main process.end - failed error 134"), 1);
        QCOMPARE(play("terminate", held).facts.exitCode, 128 + SIGABRT);
        const Scene crashed = play("segv", held);
        QCOMPARE(crashed.facts.exitCode, 128 + SIGSEGV);
        QCOMPARE(crashed.count("main process.end - done killed 139"), 1);
    }
}

void EndingsTest::aFailureThatLeavesAllOthersWaitingIsTheProgramsFailure() {
    for (const Held held : {Held::no, Held::roundRobin}) {
        const Scene scene = play("failsWhileMainWaits", held);
        QCOMPARE(scene.facts.ending, Ending::failed);
        QCOMPARE(scene.facts.verdicts.size(), 1U);
        for (const char* part : {"waits to get from never", "uncaught exception: boom\\nsecond line"})
            QVERIFY2(scene.facts.endingSentence.find(part) != std::string::npos,
                     scene.facts.endingSentence.c_str());
    }
}

void EndingsTest::whatAProgramOpensUnderOurNumbersIsItsOwn() {
    for (const Held held : {Held::no, Held::roundRobin})
        QCOMPARE(play("closesWhatItDidNotOpen", held).output, std::string("0 strange\n"));
}

void EndingsTest::onlyWhoStartedAProcessJoinsIt() {
    for (const Held held : {Held::no, Held::roundRobin}) {
        const Scene scene = play("joinsASibling", held);
        QCOMPARE(scene.count("main/other process.join main/sibling failed invalid"), 1);
        QCOMPARE(scene.count("main process.join main/other done ok 0"), 1);
        QCOMPARE(scene.count("main process.join main/sibling done ok 137"), 1);
    }
}

void EndingsTest::aChildThatTheProgramEndsIsNoFailure() {
    for (const Held held : {Held::no, Held::random})
        for (const bool isGentle : {false, true}) {
            RunRequest request = requestFor("childKilledByItsParent", held);
            if (isGentle)
                request.command.emplace_back("gently=true");
            const Scene scene = play(std::move(request));
            QCOMPARE(scene.facts.endingSentence, std::string("finished"));
            QCOMPARE(scene.facts.ending, Ending::finished);
            const char* end = isGentle ? "done killed 143" : "done killed 137";
            QCOMPARE(scene.count(std::string("main/child process.end main/child ") + end), 1);
        }
}

void EndingsTest::aChildThatASignalEndsOtherwiseIsAFailure_data() {
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("how");
    const std::string byNobody = ", which no operation of the program sent";
    QTest::newRow("it crashes") << std::string("childSegv") << std::string("died of SIGSEGV");
    QTest::newRow("it ends itself") << std::string("childTerm") << "was killed by SIGTERM" + byNobody;
    QTest::newRow("killed from outside")
        << std::string("childKilledFromOutside") << "was killed by SIGKILL" + byNobody;
}

void EndingsTest::aChildThatASignalEndsOtherwiseIsAFailure() {
    QFETCH(std::string, name);
    QFETCH(std::string, how);
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = play(name, held);
        QCOMPARE(scene.facts.ending, Ending::failed);
        QCOMPARE(scene.facts.exitCode, 0);
        QCOMPARE(scene.facts.endingSentence, "the program ended with exit code 0; main/child " + how);
    }
}

void EndingsTest::aKilledWorkerLosesNothingAndIsTold() {
    for (const Held held : {Held::no, Held::random}) {
        const auto run = running(requestFor("spin", held));
        QVERIFY(run);
        ::kill(run->status().pid, SIGKILL);
        run->wait();
        const Scene scene{run->trace(), run->trace()->facts(), run->status(), {}, {}};
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::failed);
        QCOMPARE(scene.facts.lost, std::uint64_t(0));
        QCOMPARE(scene.count("main process.end - done killed 137"), 1);
    }
}

void EndingsTest::theDeathOfTheSupervisorIsNotTheProgramsFailure() {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("run.heddle").toStdString();
    for (const Held held : {Held::no, Held::random}) {
        RunRequest request = requestFor("spin", held);
        request.saveTo = file;
        const auto run = running(std::move(request));
        QVERIFY(run);
        const auto children = childrenOf(getpid());
        QCOMPARE(children.size(), std::size_t(1));  // the supervisor
        QVERIFY(sendSignal(openChild(children[0]).number(), SIGKILL));
        run->wait();
        QCOMPARE(run->trace()->facts().ending, Ending::heddleFailed);
        const auto saved = openTrace(file);
        QVERIFY2(saved, saved ? "" : saved.error().sentence.c_str());
        QCOMPARE((*saved)->facts().ending, Ending::heddleFailed);
        QCOMPARE((*saved)->facts().endingSentence,
                 std::string("the supervisor of the run died, so all of it was ended"));
        QVERIFY((*saved)->size() >= 100);
    }
}

void EndingsTest::aSegmentThatNeverComesIsGivenUpAndTold() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = play("countedAndKilled", held);
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("before\nafter\n"));
        QVERIFY(scene.length < Span::seconds(10));
        if (held != Held::no)  // a free run waits for nobody's segment, and may be over before
            QVERIFY2(scene.whatIsWrong().find("1 segments were counted by a process and never came") == 0,
                     scene.whatIsWrong().c_str());
    }
}

void EndingsTest::aSegmentThatNeverComesIsGivenUpOnceAndForAll() {
    RunRequest request = requestFor("countedAndKilled", Held::roundRobin);
    request.command.emplace_back("newcomers=12");
    const Scene scene = play(std::move(request));
    QCOMPARE(scene.facts.ending, Ending::finished);
    QCOMPARE(scene.count("process.end - done"), 1);
    QCOMPARE(scene.count("process.join main/process-"), 2 * 12);  // called as well
    QVERIFY(scene.length < Span::seconds(8));                     // a second is what it takes to give it up
}

// So that it is there when Heddle itself is killed.
void EndingsTest::whatARunHasRecordedIsInItsFileWhileItGoesOn() {
    const QTemporaryDir folder;
    RunRequest request = requestFor("waitsOutside", Held::no);
    request.saveTo = folder.filePath("run.heddle").toStdString();
    const std::filesystem::path file = *request.saveTo;
    const auto run = Run::start(std::move(request));
    QVERIFY(run);
    while ((*run)->status().stored < 3 && (*run)->status().ending == Ending::running)
        sched_yield();
    const Instant since = monotonicNow();
    std::size_t events = 0;
    while (events < 3 && monotonicNow() - since < Span::seconds(5))
        if (const auto opened = openTrace(file))
            events = (*opened)->size();
    QVERIFY(monotonicNow() - since < Span::millis(600));  // it takes 70; on a slow machine
    QCOMPARE((*run)->status().ending, Ending::running);
}

void EndingsTest::aRunIsStoppedWhenAsked() {
    for (const Held held : {Held::no, Held::random}) {
        const auto run = running(requestFor("spin", held));
        QVERIFY(run);
        run->stop();
        run->wait();
        QCOMPARE(run->trace()->facts().ending, Ending::stopped);
    }
}

// Its child stands at the gate, so the run goes on without it.
void EndingsTest::whoFailedBeforeTheStopIsTold() {
    RunRequest request = requestFor("childKilledByItsParent", Held::roundRobin);
    request.choosing.kind = ChooserKind::byHand;
    Steered steered(std::move(request));
    while (steered.named("main/child").isNone())
        QCOMPARE(steered.stepOn(1), 1);
    steered.stands();
    QCOMPARE(::kill(steered.run->status().pid, SIGKILL), 0);
    const WorkerId main = steered.named("main");
    QVERIFY(steered.awaits([main](const Choices& now) {
        const WorkerChoice* its = now.of(main);
        return now.isToChoose && (!its || its->stand == Stand::ended);
    }));
    steered.run->stop();
    const RunFacts facts = steered.ended().facts;
    QCOMPARE(facts.endingSentence, std::string("stopped; the program was killed by SIGKILL"));
    QCOMPARE(facts.ending, Ending::failed);
}

void EndingsTest::aDeadlockIsToldThoughSomebodyKilledTheProgram() {
    RunRequest request = requestFor("deadlock", Held::roundRobin);
    request.choosing.kind = ChooserKind::byHand;
    Steered steered(std::move(request));
    Choices now = steered.stands();
    while (!now.hit && !now.isOver) {
        QCOMPARE(steered.stepOn(1), 1);
        now = steered.stands();
    }
    QCOMPARE(::kill(steered.run->status().pid, SIGKILL), 0);
    const RunFacts facts = steered.ended().facts;
    QCOMPARE(facts.ending, Ending::failed);
    QCOMPARE(facts.verdicts.size(), std::size_t(1));
    QCOMPARE(facts.verdicts[0].kind, std::string("deadlock"));
    QVERIFY(facts.verdicts[0].step > 0);
}

void EndingsTest::aRunEndsAtItsTimeout() {
    RunRequest request = requestFor("nap", Held::no);
    request.timeout = Span::millis(300);
    const Scene scene = play(std::move(request));
    QCOMPARE(scene.facts.ending, Ending::timeout);
    QCOMPARE(scene.facts.endingSentence, std::string("not finished within 300 ms, so ended"));
}

void EndingsTest::aProgramThatIsNotThereIsOneSentence() {
    RunRequest request = requestFor("nap", Held::no);
    request.command = {"/nowhere/at/all"};
    const auto run = Run::start(std::move(request));
    QVERIFY(!run);
    QVERIFY2(run.error().sentence.find("/nowhere/at/all") != std::string::npos, run.error().sentence.c_str());
}

void EndingsTest::aProgramThatKnowsNothingOfHeddleJustRuns() {
    for (const Held held : {Held::no, Held::random}) {
        RunRequest request = requestFor("", held);
        request.command.front().replace(request.command.front().rfind('/') + 1, std::string::npos,
                                        "TestUnwatched");
        const Scene scene = play(std::move(request));
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("plain\n"));
        QCOMPARE(scene.trace->size(), std::size_t(0));
    }
}

// The socket tells of its end for ever.
void EndingsTest::whoClosedHeddlesSocketIsAwaitedAsleep() {
    RunRequest request = requestFor("", Held::roundRobin);
    request.command = {"/bin/bash", "-c", "n=${HEDDLE_ATTACH%%,*}; exec {n}>&-; exec sleep 0.5"};
    const std::clock_t before = std::clock();  // of the processor, by this process
    const Scene scene = play(std::move(request));
    const double usedMs = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    QVERIFY(scene.length > Span::millis(500));
    QVERIFY2(usedMs < 100, qPrintable(QString::number(usedMs)));
}

void EndingsTest::outputIsKeptUpToALimitAndTheRestIsCounted() {
    RunRequest request = requestFor("", Held::no);
    request.command = {"head", "-c", "20000000", "/dev/zero"};
    const Scene scene = play(std::move(request));
    QCOMPARE(scene.output.size(), std::size_t(20000000));
    std::size_t kept = 0;
    for (const OutputLine& line : scene.trace->output())
        kept += line.text.size();
    QVERIFY(kept > 10000000 && kept < 17000000);
    QVERIFY(scene.trace->output().back().text.ends_with("…"));
    const std::string cut = std::to_string(20000000 + std::string_view("…").size() - kept);
    QCOMPARE(scene.facts.warnings.size(), std::size_t(2));  // it is not linked with our library, too
    QCOMPARE(scene.facts.warnings.front(),
             std::string{"the program wrote more than is kept of its output: the last " + cut +
                         " bytes of it are not in the trace"});
}

QTEST_APPLESS_MAIN(EndingsTest)
#include "EndingsTest.moc"
