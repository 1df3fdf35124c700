// SPDX-License-Identifier: MIT
// Workers of a held run that wait outside Heddle, or compute long, hold up nobody else.
#include "tests/core/session/Scene.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

class AsideTest : public QObject {
    Q_OBJECT
private slots:
    void whoBlocksOutsideHeddleIsSetAsideAndTold_data();
    void whoBlocksOutsideHeddleIsSetAsideAndTold();
    void whoMayComeBackKeepsARunFromBeingStuck();
    void aRunWithoutSuchWorkersSetsNobodyAside();
};

void AsideTest::whoBlocksOutsideHeddleIsSetAsideAndTold_data() {
    QTest::addColumn<std::string>("scene");
    QTest::addColumn<std::string>("who");
    QTest::addColumn<std::string>("why");
    QTest::addColumn<std::string>("line");
    const std::string waited = "waited for something outside Heddle", done = "done ok";
    const auto row = [](const char* scene, const char* who, const std::string& why, const char* line) {
        QTest::newRow(scene) << std::string(scene) << std::string(who) << why << std::string(line);
    };
    row("blocksInMutex", "main/blocked", waited, "main/blocked queue.put main/told done ok");
    row("blocksInJoin", "main", waited, "main/getter queue.get main/q done ok");
    row("blocksInWaitpid", "main", waited, "main/fork-1 print - done ok");
    row("blocksInRead", "main/reader", waited, "main/reader print - done ok");
    row("computesLong", "main/busy", "computed long", "main/busy thread.end main/busy done ok");
}

void AsideTest::whoBlocksOutsideHeddleIsSetAsideAndTold() {
    QFETCH(std::string, scene);
    QFETCH(std::string, who);
    QFETCH(std::string, why);
    QFETCH(std::string, line);
    for (const Held held : {Held::roundRobin, Held::random}) {
        const Scene played = play(scene, held);
        QCOMPARE(played.facts.ending, Ending::finished);
        QVERIFY(played.count(line) >= 1);
        const auto isIt = [&](const std::string& warning) {
            return warning.starts_with(who + " was set aside after grant ") &&
                   warning.find(why) != std::string::npos;
        };
        const auto& warnings = played.facts.warnings;
        QVERIFY2(std::ranges::any_of(warnings, isIt), played.whatIsWrong().c_str());
    }
}

void AsideTest::whoMayComeBackKeepsARunFromBeingStuck() {
    RunRequest request = requestFor("stuckBesideABlockedOne", Held::roundRobin);
    request.timeout = Span::millis(1500);
    const Scene scene = play(std::move(request));
    QCOMPARE(scene.facts.ending, Ending::timeout);
    QVERIFY2(scene.whatIsWrong().starts_with("main/blocked was set aside"), scene.whatIsWrong().c_str());
}

void AsideTest::aRunWithoutSuchWorkersSetsNobodyAside() {
    for (const char* name : {"everything", "forkBesideThreads", "chatter"}) {
        const Scene scene = play(name, Held::random);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    }
}

QTEST_APPLESS_MAIN(AsideTest)
#include "AsideTest.moc"
