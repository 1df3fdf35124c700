// SPDX-License-Identifier: MIT
// What a world has before anybody has used it.
#include "tests/support/ToldWorld.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>

using namespace heddle;

class MadeObjectsTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasMadeIsThereBeforeItIsUsed();
    void aSocketAndACopyAreThereOnceTheyAreUsed();
};

void MadeObjectsTest::whatWasMadeIsThereBeforeItIsUsed() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const ObjectId counter = builder.addObject(ObjectKind::shared, "main/counter", main, 40);
    const auto [in, out] = builder.addPipe("main/in", "main/out", main);
    const ObjectId results = builder.addObject(ObjectKind::managedDict, "main/results", main);
    const ObjectId first = builder.addObject(ObjectKind::mutex, "main/first", main);
    const ObjectId second = builder.addObject(ObjectKind::mutex, "main/second", main);
    builder.tell({.worker = main, .op = Op::mutexAcquire, .object = first, .phase = Phase::called});
    const ToldWorld told = worldOf(builder.result());
    QVERIFY(told.world.object(counter) && told.world.object(counter)->shared.isKnown);
    QCOMPARE(told.world.object(counter)->shared.value, 40);
    QVERIFY(told.world.object(results));
    for (const ObjectId end : {in, out}) {
        QVERIFY(told.world.object(end));
        QCOMPARE(told.world.object(end)->pipeEnd.openIn.size(), std::size_t(1));
    }
    QVERIFY(!told.world.object(second));  // it may have been made later
    QCOMPARE(told.world.contradictions(), 0u);
}

void MadeObjectsTest::aSocketAndACopyAreThereOnceTheyAreUsed() {
    TraceBuilder builder;
    const WorkerId main = builder.addWorker("main", WorkerKind::process);
    const ObjectId socket = builder.addObject(ObjectKind::socket, "main/socket", main);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/q", main);
    builder.trace().names().add(
        ObjectInfo{ObjectId{queue.number + 1}, ObjectKind::queue, main, queue, {}, {}, 0, "main/copy"});
    builder.tell(
        {.worker = main, .op = Op::queuePut, .object = ObjectId{queue.number + 2}, .phase = Phase::called});
    const ToldWorld told = worldOf(builder.result());
    QVERIFY(told.world.object(queue));
    QVERIFY(!told.world.object(socket) && !told.world.object(ObjectId{queue.number + 1}));
}

QTEST_GUILESS_MAIN(MadeObjectsTest)
#include "MadeObjectsTest.moc"
