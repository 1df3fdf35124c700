// SPDX-License-Identifier: MIT
// Many schedules of a lesson: what can come of it is found, counted, shortened and kept.
#include "core/session/Explorer.h"
#include "core/trace/TraceFile.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <numeric>

using namespace heddle;

namespace {

ExploreRequest request(const char* lesson, const char* variant, int tries) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    ExploreRequest request;
    request.program.command = {build / "lib/heddle/lessons" / lesson / "program",
                               std::string("variant=") + variant};
    request.tries = tries;
    request.shrinkingRuns = 0;
    return request;
}

std::string told(const Exploration& exploration) {
    std::string words;
    for (const ExploredOutcome& outcome : exploration.outcomes)
        words += std::to_string(outcome.count) + " x " + outcome.sentence +
                 (outcome.isFailing ? " FAILS" : "") + " " + outcome.complaint + "\n";
    return words;
}

int countOf(const Exploration& exploration) {
    return std::accumulate(exploration.outcomes.begin(), exploration.outcomes.end(), 0,
                           [](int sum, const ExploredOutcome& outcome) { return sum + outcome.count; });
}

const ExploredOutcome* outcomeWith(const Exploration& exploration, const char* words) {
    for (const ExploredOutcome& outcome : exploration.outcomes)
        if (outcome.sentence.find(words) != std::string::npos)
            return &outcome;
    return nullptr;
}

}  // namespace

class ExplorerTest : public QObject {
    Q_OBJECT
private slots:
    void brokenFormIsFoundWithinTwoHundredTries_data();
    void brokenFormIsFoundWithinTwoHundredTries();
    void mendedFormHasOneOutcome();
    void howManyRunAtOnceChangesNothing();
    void whatFailsIsShortenedAndKept();
    void deadlockOfPhilosophersComesToFewChanges();
    void whatCannotBeStartedIsSaid();
    void aTryThatCouldNotBeStartedIsSaid();
    void noTryStandsOrIsSlowed();
    void itStopsWhenAsked();
    void aTryThatWouldNotEndIsStoppedToo();
    void whatWasFoundIsKeptWhenItIsEnough();
};

void ExplorerTest::brokenFormIsFoundWithinTwoHundredTries_data() {
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("lost-update") << QByteArray("lost-update") << QByteArray("counter = 2");
    QTest::newRow("lock-order") << QByteArray("lock-order") << QByteArray("Deadlock: there holds left-lock");
    QTest::newRow("philosophers") << QByteArray("philosophers")
                                  << QByteArray("Deadlock: philosopher-0 holds");
    QTest::newRow("forgotten-sentinel")
        << QByteArray("forgotten-sentinel") << QByteArray("waits to get from jobs");
    QTest::newRow("pipe-full") << QByteArray("pipe-full") << QByteArray("waits to send on there.send");
    QTest::newRow("connect-before-listen")
        << QByteArray("connect-before-listen") << QByteArray("nobody listens yet");
}

void ExplorerTest::brokenFormIsFoundWithinTwoHundredTries() {
    QFETCH(QByteArray, lesson);
    QFETCH(QByteArray, words);
    const auto found = explore(request(lesson.constData(), "broken", 200));
    QVERIFY(found);
    QCOMPARE(found->tries, 200);
    QCOMPARE(countOf(*found), 200);
    const ExploredOutcome* outcome = outcomeWith(*found, words.constData());
    QVERIFY2(outcome != nullptr, told(*found).c_str());
    QVERIFY(outcome->isFailing);
    QVERIFY2(outcome->complaint.empty(), told(*found).c_str());
    for (std::size_t i = 1; i < found->outcomes.size(); ++i)
        QVERIFY(found->outcomes[i - 1].count >= found->outcomes[i].count);
}

void ExplorerTest::mendedFormHasOneOutcome() {
    for (const char* lesson : {"lost-update", "philosophers"}) {
        const auto found = explore(request(lesson, "mended", 40));
        QVERIFY(found);
        QVERIFY2(found->outcomes.size() == 1 && !found->outcomes[0].isFailing, told(*found).c_str());
    }
}

void ExplorerTest::howManyRunAtOnceChangesNothing() {
    ExploreRequest one = request("lost-update", "broken", 30);
    one.atOnce = 1;
    ExploreRequest many = one;
    many.atOnce = 3;
    const auto alone = explore(one), together = explore(many);
    QVERIFY(alone && together);
    QCOMPARE(told(*alone), told(*together));
}

void ExplorerTest::whatFailsIsShortenedAndKept() {
    const QTemporaryDir folder;
    ExploreRequest deadlocks = request("philosophers", "broken", 100);
    deadlocks.shrinkingRuns = 100;
    deadlocks.folder = folder.filePath("found").toStdString();
    const auto found = explore(deadlocks);
    QVERIFY(found);
    const ExploredOutcome* outcome = outcomeWith(*found, "Deadlock: ");
    QVERIFY2(outcome && outcome->file && outcome->complaint.empty(), told(*found).c_str());
    QVERIFY(outcome->changes < outcome->changesFound);
    qInfo("changes of worker: %zu, found with %zu", outcome->changes, outcome->changesFound);
    for (const ExploredOutcome& each : found->outcomes) {
        const auto trace = openTrace(*each.file);
        QVERIFY(trace);
        QVERIFY2((*trace)->facts().ending == each.ending, (*trace)->facts().endingSentence.c_str());
        QCOMPARE((*trace)->facts().schedule.size(), each.schedule.size());
    }
}

// By hand it takes six: each philosopher in turn takes a fork, and then all want the next.
void ExplorerTest::deadlockOfPhilosophersComesToFewChanges() {
    for (const std::uint64_t seed : {1U, 101U, 201U}) {
        ExploreRequest deadlocks = request("philosophers", "broken", 100);
        deadlocks.seed = seed;
        deadlocks.shrinkingRuns = 100;
        const auto found = explore(deadlocks);
        QVERIFY(found);
        const ExploredOutcome* outcome = outcomeWith(*found, "Deadlock: ");
        QVERIFY2(outcome && outcome->complaint.empty(), told(*found).c_str());
        qInfo("seed %d: %zu changes of worker", static_cast<int>(seed), outcome->changes);
        QVERIFY(outcome->changes <= 8);
    }
}

void ExplorerTest::whatCannotBeStartedIsSaid() {
    ExploreRequest nothing = request("no-such-lesson", "broken", 3);
    const auto found = explore(nothing);
    QVERIFY(!found);
    ExploreRequest noFolder = request("lost-update", "broken", 3);
    noFolder.folder = "/proc/nowhere";
    const auto refused = explore(noFolder);
    QVERIFY(!refused && refused.error().sentence.starts_with("make the folder \"/proc/nowhere\""));
}

void ExplorerTest::aTryThatCouldNotBeStartedIsSaid() {
    const QTemporaryDir folder;
    ExploreRequest once = request("lost-update", "broken", 3);
    const std::filesystem::path program = folder.filePath("program").toStdString();
    std::filesystem::copy_file(once.program.command[0], program);
    once.program.command[0] = program;
    once.isToStop = [&program] {
        std::error_code ignored;
        std::filesystem::remove(program, ignored);
        return false;
    };
    const auto found = explore(once);
    QVERIFY(found);
    QCOMPARE(found->tries, 1);
    QVERIFY2(found->complaint.find(program) != std::string::npos, found->complaint.c_str());
}

void ExplorerTest::noTryStandsOrIsSlowed() {
    ExploreRequest hurried = request("lost-update", "mended", 2);
    hurried.program.timeout = Span::seconds(10);
    hurried.program.breakpoints = {breakpointFrom("op=thread.start").value()};
    hurried.program.operationsPerSecond = 0.5;
    const auto found = explore(hurried);
    QVERIFY(found && found->complaint.empty());
    QVERIFY2(found->outcomes.size() == 1 && !found->outcomes[0].isFailing, told(*found).c_str());
}

void ExplorerTest::itStopsWhenAsked() {
    ExploreRequest endless = request("lost-update", "broken", 1'000'000);
    std::atomic<int> told{0};
    endless.onTry = [&told](const ExploredOutcome& outcome) { told += outcome.count; };
    endless.isToStop = [&told] { return told >= 10; };
    const auto found = explore(endless);
    QVERIFY(found && found->tries >= 10 && found->tries < 100);
    QCOMPARE(found->tries, told.load());  // those that went on were ended, and do not count
}

void ExplorerTest::aTryThatWouldNotEndIsStoppedToo() {
    ExploreRequest endless = request("lost-update", "broken", 3);
    endless.program.command = {"/bin/sleep", "600"};
    const Instant start = monotonicNow();
    endless.isToStop = [start] { return monotonicNow() - start > Span::millis(300); };
    const auto found = explore(endless);
    QVERIFY(found && found->tries == 0);
    QVERIFY(monotonicNow() - start < Span::seconds(15));  // of its own it would have had 20
}

void ExplorerTest::whatWasFoundIsKeptWhenItIsEnough() {
    const QTemporaryDir folder;
    ExploreRequest endless = request("lost-update", "mended", 1'000'000);
    endless.folder = folder.path().toStdString();
    std::atomic<int> told{0};
    endless.onTry = [&told](const ExploredOutcome&) { ++told; };
    endless.isEnough = [&told] { return told >= 5; };
    const auto found = explore(endless);
    QVERIFY(found && found->tries >= 5 && found->tries < 1000);
    QVERIFY2(!found->outcomes.empty() && found->outcomes[0].file, told == 0 ? "nothing" : "no file");
}

QTEST_APPLESS_MAIN(ExplorerTest)
#include "ExplorerTest.moc"
