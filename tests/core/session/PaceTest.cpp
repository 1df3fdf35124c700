// SPDX-License-Identifier: MIT
// Slow motion lets no more go in a second than it was asked for, whatever it is.
#include "tests/core/session/Scene.h"

#include <QTest>
#include <algorithm>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

class PaceTest : public QObject {
    Q_OBJECT
private slots:
    void timesThatComeHaveThePaceOfAllElse();
};

// Between two sleeps that are over nobody else can go.
void PaceTest::timesThatComeHaveThePaceOfAllElse() {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor("sleepers", Held::roundRobin);
    request.command = {build / "lib/heddle/tests/TestSteered", "scene=sleepers"};
    request.operationsPerSecond = 20;
    const Instant start = monotonicNow();
    const Scene scene = play(std::move(request));
    const Span took = monotonicNow() - start;
    QCOMPARE(scene.facts.endingSentence, std::string("finished"));
    const auto& grants = scene.facts.schedule;
    QCOMPARE(std::ranges::count(grants, true, &GrantRecord::fires), 2);
    const auto least = Span::millis(50 * (static_cast<std::int64_t>(grants.size()) - 1));
    QVERIFY2(took >= least, std::to_string(took.ns).c_str());
}

QTEST_APPLESS_MAIN(PaceTest)
#include "PaceTest.moc"
