// SPDX-License-Identifier: MIT
// Each pitfall: chance finds the trouble of its broken form, a replay shows it again, and the mended form
// never has it. HEDDLE_PITFALLS=full runs as many as was promised.
#include "tests/core/session/Scene.h"

#include <QTest>
#include <filesystem>
#include <optional>

using namespace heddle;
using namespace heddle::test;

namespace {

const bool isFull = qEnvironmentVariable("HEDDLE_PITFALLS") == "full";
constexpr std::uint64_t mostSeeds = 1000;
const int replays = isFull ? 100 : 5;
const std::uint64_t mendedRuns = isFull ? 1000 : 20;
const std::uint64_t freeRuns = isFull ? 100 : 5;

RunRequest request(const char* lesson, const char* variant, std::uint64_t seed) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor("", Held::random, seed);
    request.command = {build / "lib/heddle/lessons" / lesson / "program", std::string("variant=") + variant};
    return request;
}

std::string verdictsOf(const Scene& scene) {
    std::string kinds;
    for (const Verdict& verdict : scene.facts.verdicts)
        kinds += (kinds.empty() ? "" : " ") + verdict.kind;
    return kinds;
}

std::string sentencesOf(const Scene& scene) {
    std::string sentences;
    for (const Verdict& verdict : scene.facts.verdicts)
        sentences += verdict.sentence + "\n";
    return sentences;
}

struct Found {
    std::uint64_t seed;
    Scene scene;
};

std::optional<Found> findTrouble(const char* lesson) {
    for (std::uint64_t seed = 1; seed <= mostSeeds; ++seed) {
        Scene scene = play(request(lesson, "broken", seed));
        if (scene.facts.ending != Ending::finished)
            return Found{seed, std::move(scene)};
    }
    return std::nullopt;
}

void addPitfalls() {
    QTest::addColumn<QByteArray>("lesson");
    for (const char* lesson : {"lost-update", "lock-order", "philosophers", "forgotten-sentinel", "pipe-full",
                               "connect-before-listen"})
        QTest::newRow(lesson) << QByteArray(lesson);
}

}  // namespace

class PitfallsTest : public QObject {
    Q_OBJECT
private slots:
    void troubleOfTheBrokenFormIsWhatItsTextSays_data();
    void troubleOfTheBrokenFormIsWhatItsTextSays();
    void replayShowsTheTroubleAgain_data() { addPitfalls(); }
    void replayShowsTheTroubleAgain();
    void mendedFormNeverHasIt_data() { addPitfalls(); }
    void mendedFormNeverHasIt();
    void mendedFormEndsWellInFreeRunsToo_data() { addPitfalls(); }
    void mendedFormEndsWellInFreeRunsToo();
    void rightLessonHasNoVerdict_data();
    void rightLessonHasNoVerdict();
};

void PitfallsTest::troubleOfTheBrokenFormIsWhatItsTextSays_data() {
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<int>("ending");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("verdicts");
    const auto row = [](const char* lesson, Ending ending, const char* words,
                        const char* verdicts = "stuck") {
        QTest::newRow(lesson) << QByteArray(lesson) << static_cast<int>(ending) << QByteArray(words)
                              << QByteArray(verdicts);
    };
    row("lost-update", Ending::failed, "the program ended with exit code 1", "unprotected-sharing");
    row("lock-order", Ending::stuck,
        "Deadlock: there holds left-lock and waits for right-lock; back holds right-lock and waits for "
        "left-lock",
        "deadlock");
    row("philosophers", Ending::stuck, "Deadlock: philosopher-0 holds fork-0 and waits for fork-1; ",
        "deadlock");
    row("forgotten-sentinel", Ending::stuck, "waits to get from jobs, which is empty");
    row("pipe-full", Ending::stuck,
        "Deadlock: main waits to send on there.send, which is full and which only partner can receive from; "
        "partner waits to send on back.send, which is full and which only main can receive from",
        "deadlock");
    row("connect-before-listen", Ending::failed, "the program ended with exit code 1", "");
}

void PitfallsTest::troubleOfTheBrokenFormIsWhatItsTextSays() {
    QFETCH(QByteArray, lesson);
    QFETCH(int, ending);
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, verdicts);
    const std::optional<Found> found = findTrouble(lesson.constData());
    QVERIFY2(found, "not found by 1000 seeds");
    qInfo("%s: found by seed %d", lesson.constData(), static_cast<int>(found->seed));
    QVERIFY2(found->scene.whatIsWrong().empty(), found->scene.whatIsWrong().c_str());
    QCOMPARE(static_cast<int>(found->scene.facts.ending), ending);
    QVERIFY2(found->scene.facts.endingSentence.find(words.constData()) != std::string::npos,
             found->scene.facts.endingSentence.c_str());
    QCOMPARE(verdictsOf(found->scene), verdicts.toStdString());
    for (const Verdict& verdict : found->scene.facts.verdicts)
        QVERIFY(verdict.step > 0 && verdict.isTrouble);
    if (found->scene.facts.ending == Ending::failed)  // it says itself what it has found wrong
        QVERIFY2(QByteArray::fromStdString(found->scene.output).contains(".\n"), found->scene.output.c_str());
}

void PitfallsTest::replayShowsTheTroubleAgain() {
    QFETCH(QByteArray, lesson);
    const std::optional<Found> found = findTrouble(lesson.constData());
    QVERIFY(found);
    for (int i = 0; i < replays; ++i) {
        RunRequest again = request(lesson.constData(), "broken", found->seed);
        again.choosing.kind = ChooserKind::roundRobin;  // what the schedule does not say chance may not say
        again.replay = ReplayOrder{found->scene.facts.schedule, {}};
        const Scene scene = play(std::move(again));
        QCOMPARE(scene.facts.endingSentence, found->scene.facts.endingSentence);
        QCOMPARE(scene.lines(), found->scene.lines());
        QCOMPARE(scene.output, found->scene.output);
        QCOMPARE(sentencesOf(scene), sentencesOf(found->scene));
    }
}

void PitfallsTest::mendedFormNeverHasIt() {
    QFETCH(QByteArray, lesson);
    for (std::uint64_t seed = 1; seed <= mendedRuns; ++seed) {
        const Scene scene = play(request(lesson.constData(), "mended", seed));
        QVERIFY2(scene.facts.ending == Ending::finished,
                 (std::to_string(seed) + ": " + scene.facts.endingSentence + "\n" + scene.output).c_str());
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(scene.facts.verdicts.empty(), sentencesOf(scene).c_str());
    }
}

void PitfallsTest::mendedFormEndsWellInFreeRunsToo() {
    QFETCH(QByteArray, lesson);
    for (std::uint64_t i = 0; i < freeRuns; ++i) {
        RunRequest free = request(lesson.constData(), "mended", 1);
        free.choosing.kind = ChooserKind::none;
        const Scene scene = play(std::move(free));
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        QVERIFY2(scene.facts.verdicts.empty(), sentencesOf(scene).c_str());
    }
}

void PitfallsTest::rightLessonHasNoVerdict_data() {
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QByteArray>("parameter");
    QTest::addColumn<bool>("isFree");
    for (const bool isFree : {false, true}) {
        for (const char* lesson :
             {"threads", "processes", "queues", "pipes", "managers", "sockets", "everything"})
            QTest::addRow("%s%s", lesson, isFree ? ", free" : "")
                << QByteArray(lesson) << QByteArray("work=as it is") << isFree;
        QTest::addRow("queues between processes%s", isFree ? ", free" : "")
            << QByteArray("queues") << QByteArray("between=processes") << isFree;
        QTest::addRow("pipes both ways%s", isFree ? ", free" : "")
            << QByteArray("pipes") << QByteArray("duplex=true") << isFree;
    }
}

void PitfallsTest::rightLessonHasNoVerdict() {
    QFETCH(QByteArray, lesson);
    QFETCH(QByteArray, parameter);
    QFETCH(bool, isFree);
    for (std::uint64_t seed = 1; seed <= (isFree ? freeRuns : mendedRuns); ++seed) {
        RunRequest right = request(lesson.constData(), "mended", seed);
        right.command.push_back(parameter.toStdString());
        right.command.push_back("workMs=0");
        if (isFree)
            right.choosing.kind = ChooserKind::none;
        const Scene scene = play(std::move(right));
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        QVERIFY2(scene.facts.verdicts.empty(), (std::to_string(seed) + ": " + sentencesOf(scene)).c_str());
    }
}

QTEST_APPLESS_MAIN(PitfallsTest)
#include "PitfallsTest.moc"
