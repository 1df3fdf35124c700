// SPDX-License-Identifier: MIT
#include "tests/core/session/Load.h"
#include "tests/core/session/Scene.h"

#include <QTest>
#include <algorithm>
#include <optional>

using namespace heddle;
using namespace heddle::test;

namespace {

// How far a long operation had come when it told that it waits: each progress once, in order.
std::vector<std::int64_t> partsOf(const Scene& scene, const std::string& wait) {
    std::vector<std::int64_t> parts;
    for (const std::string& line : scene.lines()) {
        const std::int64_t part = line.starts_with(wait) ? std::stoll(line.substr(wait.size())) : 0;
        if (part > 0 && (parts.empty() || parts.back() != part))
            parts.push_back(part);
    }
    return parts;
}

// "": none.
QString firstDifference(const Scene& one, const Scene& other) {
    const std::vector<std::string> ours = one.lines(), theirs = other.lines();
    const auto [our, their] = std::ranges::mismatch(ours, theirs);
    if (our == ours.end() && their == theirs.end())
        return {};
    const auto lineOr = [](auto line, const auto& lines) {
        return QString::fromStdString(line == lines.end() ? "the end" : *line);
    };
    return QString("line %1: %2 and not %3")
        .arg(our - ours.begin())
        .arg(lineOr(our, ours), lineOr(their, theirs));
}

}  // namespace

class SameSeedTest : public QObject {
    Q_OBJECT
private slots:
    void thirtyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad();
    void fiftyRunsWithFramesLargerThanAPipeAreTheSame();
    void deathIsToldWhereAllStandHoweverLongThatTakes();
    void anotherSeedIsAnotherRun();
    void fiftyRunsOfClientsAndServersAreTheSameHalfOfThemUnderLoad();
};

void SameSeedTest::thirtyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad() {
    const Scene first = play("everything", Held::random, 7);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QCOMPARE(first.facts.ending, Ending::failed);  // one of its processes throws
    for (int i = 1; i < 30; ++i) {
        std::optional<Load> load;
        if (i % 2 == 1)
            load.emplace();
        QCOMPARE(firstDifference(play("everything", Held::random, 7), first), QString());
    }
}

void SameSeedTest::fiftyRunsWithFramesLargerThanAPipeAreTheSame() {
    const Scene first = play("largeFrames", Held::random, 3);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QCOMPARE(first.facts.ending, Ending::finished);
    for (const char* end : {"main/p.recv", "main/p.a"}) {  // every frame arrived, the long ones in parts
        const std::string receives = std::string("main pipe.recv ") + end;
        for (const char* how : {" done ok 200000", " done ok 5", " done ok 100000", " failed eof 0"})
            QCOMPARE(first.count(receives + how), 1);
        QVERIFY(partsOf(first, receives + " waits ok ").size() >= 3);
    }
    for (int i = 1; i < 50; ++i)
        QCOMPARE(firstDifference(play("largeFrames", Held::random, 3), first), QString());
}

void SameSeedTest::deathIsToldWhereAllStandHoweverLongThatTakes() {
    const auto linesIfItComputesFor = [](int ms) {
        RunRequest request = requestFor("childKilledByWhoThenComputes", Held::random, 5);
        request.command.push_back("computesMs=" + std::to_string(ms));
        return play(std::move(request)).lines();
    };
    const auto atOnce = linesIfItComputesFor(0);
    QVERIFY(std::ranges::find(atOnce, "main/child process.end main/child done killed 137") != atOnce.end());
    QCOMPARE(linesIfItComputesFor(40), atOnce);
}

void SameSeedTest::anotherSeedIsAnotherRun() {
    const auto lines = play("everything", Held::random, 7).lines();
    bool isOther = false;
    for (std::uint64_t seed = 8; seed < 12; ++seed)
        isOther = isOther || play("everything", Held::random, seed).lines() != lines;
    QVERIFY(isOther);
}

// Backlog, buffers, resets: nothing of the kernel's own may choose.
void SameSeedTest::fiftyRunsOfClientsAndServersAreTheSameHalfOfThemUnderLoad() {
    const Scene first = play("tcpCrowd", Held::random, 5);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QVERIFY2(first.facts.ending == Ending::finished, first.facts.endingSentence.c_str());
    QCOMPARE(first.count("tcp.accept main/l done ok"), 4);
    for (int i = 1; i < 50; ++i) {
        std::optional<Load> load;
        if (i % 2 == 1)
            load.emplace();
        QCOMPARE(play("tcpCrowd", Held::random, 5).lines(), first.lines());
    }
}

QTEST_APPLESS_MAIN(SameSeedTest)
#include "SameSeedTest.moc"
