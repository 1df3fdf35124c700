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
    void exitIsToldOnceByTheThreadThatCalledIt();
    void exitOfAThreadThatWasNeverSeenMakesNoWorker();
    void exitOfAChildsThreadIsTheEndOfTheChild();
    void whatAThreadStillDoesAfterItsEndIsNobodyElses();
    void aMainThreadThatLeavesIsNotTheEnd();
    void whatIsGlobalIsClosedBeforeItsProcessEnds();
    void whatIsClosedBehindTheEndOfAProcessKeepsNobodyWaiting();
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

void FarewellsTest::exitIsToldOnceByTheThreadThatCalledIt() {
    for (const Held held : allModes) {
        const Scene scene = farewell("exitOfThread", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.exitCode, 7);
        QCOMPARE(scene.count("process.end - done"), 1);
        QCOMPARE(scene.count("main/quitter process.end - done ok 7"), 1);
        QCOMPARE(scene.count("thread.end"), 0);
        QCOMPARE(scene.trace->names().workers().size(), std::size_t(2));
    }
    const Scene scene = farewell("exitOfStranger", Held::no);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.count("process.end - done"), 1);
    QCOMPARE(scene.count("thread-2 process.end - done ok 7"), 1);
    QCOMPARE(scene.count("thread-2 print - done"), 2);  // the destructors of its thread_locals come before
    QCOMPARE(scene.count("thread.end"), 0);
    QCOMPARE(scene.trace->names().workers().size(), std::size_t(2));
}

void FarewellsTest::exitOfAThreadThatWasNeverSeenMakesNoWorker() {
    const Scene scene = farewell("exitOfUnseen", Held::no);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.facts.exitCode, 7);
    QCOMPARE(scene.count("main process.end - done ok 7"), 1);
    QCOMPARE(scene.count("process.end - done"), 1);
    QCOMPARE(scene.trace->names().workers().size(), std::size_t(1));
}

void FarewellsTest::exitOfAChildsThreadIsTheEndOfTheChild() {
    for (const Held held : allModes) {
        const Scene scene = farewell("exitInChild", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count("main/child/quitter process.end main/child done ok 7"), 1);
        QCOMPARE(scene.count("process.end main/child done"), 1);
        QCOMPARE(scene.count("main process.join main/child done ok 7"), 1);
    }
}

void FarewellsTest::whatAThreadStillDoesAfterItsEndIsNobodyElses() {
    const Scene scene = farewell("lastWords", Held::no);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QCOMPARE(scene.output, std::string("first words\nlast words\nfirst words\nlast words\n"));
    QCOMPARE(scene.trace->names().workers().size(), std::size_t(3));
    QCOMPARE(scene.count("thread-2 print"), 2);  // a stranger has ended only after its thread_locals
    QCOMPARE(scene.count("thread-2 thread.end"), 1);
    QCOMPARE(scene.count("main/thread print"), 1);
    QCOMPARE(scene.count("main/thread thread.end"), 1);
}

void FarewellsTest::aMainThreadThatLeavesIsNotTheEnd() {
    for (const Held held : allModes) {
        const Scene scene = farewell("mainLeaves", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count("main/last print - done"), 1);
        QCOMPARE(scene.count("main/last thread.end main/last done"), 1);
        QCOMPARE(scene.count("process.end - done ok 0"), 1);
        QCOMPARE(scene.trace->names().workers().size(), std::size_t(2));
    }
}

void FarewellsTest::whatIsGlobalIsClosedBeforeItsProcessEnds() {
    for (const Held held : allModes) {
        const Scene scene = farewell("globalPipe", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count("main pipe.close main/global"), held == Held::no ? 2 : 4);
        QVERIFY2(scene.lines().back().starts_with("main process.end - done ok 0"),
                 scene.lines().back().c_str());
        QVERIFY2(scene.length < Span::seconds(3), qPrintable(QString::number(scene.length.ns)));
    }
}

void FarewellsTest::whatIsClosedBehindTheEndOfAProcessKeepsNobodyWaiting() {
    for (const Held held : allModes) {
        const Scene scene = farewell("pipeOfLibrary", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count("pipe.close"), 0);
        QCOMPARE(scene.count("main process.join main/child done ok 0"), 1);
        QVERIFY2(scene.length < Span::seconds(3), qPrintable(QString::number(scene.length.ns)));
    }
}

QTEST_APPLESS_MAIN(FarewellsTest)
#include "FarewellsTest.moc"
