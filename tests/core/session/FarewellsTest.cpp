// SPDX-License-Identifier: MIT
// However a thread or a process ends: it is told once, by itself, and whoever waits for it goes on.
#include "tests/core/session/Scene.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

namespace {

constexpr Held allModes[] = {Held::no, Held::roundRobin, Held::random};

Scene farewell(const std::string& scene, Held held) {
    RunRequest request = requestFor(scene, held);
    std::string& program = request.command.front();
    program.replace(program.rfind('/') + 1, std::string::npos, "TestFarewells");
    request.timeout = Span::seconds(20);
    return play(std::move(request));
}

}  // namespace

class FarewellsTest : public QObject {
    Q_OBJECT
private slots:
    void aThreadThatLeavesItsBodyIsToldAndJoined();
};

void FarewellsTest::aThreadThatLeavesItsBodyIsToldAndJoined() {
    for (const Held held : allModes)
        for (const std::string name : {"leaver", "cancelled"}) {
            const Scene scene = farewell(name, held);
            QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
            QCOMPARE(scene.facts.ending, Ending::finished);
            const std::string path = "main/" + name;
            QCOMPARE(scene.count(path + " thread.end " + path + " done ok"), 1);
            QCOMPARE(scene.count("main thread.join " + path + " done ok"), 1);
        }
}

QTEST_APPLESS_MAIN(FarewellsTest)
#include "FarewellsTest.moc"
