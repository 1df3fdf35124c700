// SPDX-License-Identifier: MIT
// Every operation on memory, locks and signals between processes, free and held: a row for each outcome.
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

namespace {

struct Row {
    const char* scene;
    const char* line;
};

constexpr Row rows[] = {
    {"sharedBetweenProcesses", "main mutex.acquire main/m done ok"},
    {"sharedBetweenProcesses", "main mutex.acquire main/m failed refused"},
    {"sharedBetweenProcesses", "main mutex.acquire main/m failed timeout"},
    {"sharedBetweenProcesses", "main/child mutex.acquire main/m waits"},
    {"sharedBetweenProcesses", "main/child mutex.release main/m failed invalid"},
    {"sharedBetweenProcesses", "main/child shared.store main/v done ok 5"},
    {"sharedBetweenProcesses", "main/child array.store main/a done ok 2"},
    {"sharedBetweenProcesses", "main/child memory.write main/mem done ok 4"},
    {"sharedBetweenProcesses", "main mutex.release main/m done ok"},
    {"sharedBetweenProcesses", "main mutex.release main/m failed invalid"},
    {"sharedBetweenProcesses", "main shared.load main/v done ok 5"},
    {"sharedBetweenProcesses", "main shared.compare_exchange main/v failed refused 5"},
    {"sharedBetweenProcesses", "main shared.compare_exchange main/v done ok 6"},
    {"sharedBetweenProcesses", "main shared.fetch_add main/v done ok 8"},
    {"sharedBetweenProcesses", "main array.load main/a done ok 2"},
    {"sharedBetweenProcesses", "main array.load main/a failed invalid 9"},
    {"sharedBetweenProcesses", "main array.store main/a failed invalid 9"},
    {"sharedBetweenProcesses", "main memory.read main/mem done ok 4"},
    {"sharedBetweenProcesses", "main memory.read main/mem failed invalid 14"},
    {"sharedBetweenProcesses", "main memory.write main/mem failed invalid 14"},
    {"holderEnds", "main mutex.acquire main/robust done broken"},
    {"holderEnds", "main mutex.acquire main/robust done ok"},
    {"holderEnds", "main mutex.acquire main/plain failed refused"},
    {"holderIsKilled", "main/waiter mutex.acquire main/robust done broken"},
    {"signals", "main signal.send main/child done ok 10"},
    {"signals", "main signal.send main/child failed invalid 99"},
    {"signals", "main/child signal.take main/child/usr1 done ok 10"},
    {"signals", "main/child signal.take main/child/usr1 failed empty 10"},
    {"signals", "main/child signal.take main/child/usr1 failed timeout 10"},
    {"signals", "main/child signal.take main/child/usr1 failed closed 10"},
    {"signals", "main/child signal.close main/child/usr1 done ok"},
};

}  // namespace

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
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const Row& row : rows)
            QTest::addRow("%d, %s", static_cast<int>(held), row.line) << held << row.scene << row.line;
}

void MemoryOperationsTest::anOperationIsToldAsItWent() {
    QFETCH(Held, held);
    QFETCH(QString, scene);
    QFETCH(QString, line);
    static std::map<std::pair<QString, Held>, Scene> played;  // one run serves all its rows
    const auto [found, isNew] = played.try_emplace({scene, held});
    if (isNew)
        found->second = play(scene.toStdString(), held);
    QVERIFY2(found->second.whatIsWrong().empty(), found->second.whatIsWrong().c_str());
    QVERIFY(found->second.count(line.toStdString()) >= 1);
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
