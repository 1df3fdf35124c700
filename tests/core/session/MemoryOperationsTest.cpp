// SPDX-License-Identifier: MIT
// Every operation on memory, locks and signals between processes, free and held: a row for each outcome.
#include "core/world/World.h"
#include "tests/core/session/Rows.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

class MemoryOperationsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsToldAsItWent_data();
    void anOperationIsToldAsItWent();
    void theWorldHoldsWhatTheMemoryDoes();
    void aPlainLockThatItsHolderLeftIsStuckForGood();
    void runsOfOneSeedAreTheSame();
};

void MemoryOperationsTest::anOperationIsToldAsItWent_data() {
    addRows(memoryRows());
}

void MemoryOperationsTest::anOperationIsToldAsItWent() {
    checkRow(memoryRows());
}

void MemoryOperationsTest::theWorldHoldsWhatTheMemoryDoes() {
    const Scene scene = play("sharedBetweenProcesses", Held::random);
    World world(scene.trace->names());
    for (std::size_t i = 0; i < scene.trace->size(); ++i)
        world = after(std::move(world), scene.trace->event(i), scene.trace->text(i));
    QCOMPARE(world.contradictions(), 0U);
    int seen = 0;
    for (const ObjectId id : world.objects()) {
        const ObjectState& state = *world.object(id);
        seen += state.kind == ObjectKind::sharedValue && state.shared.value == 8 ? 1 : 0;
        seen += state.kind == ObjectKind::sharedArray && state.memory.places.at(2) == "7" ? 1 : 0;
        seen += state.kind == ObjectKind::sharedMemory && state.memory.places.at(4) == "weft" ? 1 : 0;
    }
    QCOMPARE(seen, 3);
}

void MemoryOperationsTest::aPlainLockThatItsHolderLeftIsStuckForGood() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = play("holderEndsForGood", held);
        QCOMPARE(scene.facts.ending, Ending::stuck);
        QVERIFY2(scene.facts.endingSentence.find("main waits for plain") != std::string::npos,
                 scene.facts.endingSentence.c_str());
    }
}

void MemoryOperationsTest::runsOfOneSeedAreTheSame() {
    for (const char* name : {"memoryCrowd", "signals"}) {
        const Scene first = play(name, Held::random, 7);
        QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
        for (int i = 1; i < 30; ++i)
            QCOMPARE(play(name, Held::random, 7).lines(), first.lines());
    }
    QCOMPARE(play("memoryCrowd", Held::random, 8).count("main shared.load main/count done ok 15"), 1);
}

QTEST_APPLESS_MAIN(MemoryOperationsTest)
#include "MemoryOperationsTest.moc"
