// SPDX-License-Identifier: MIT
// Every operation of the primitives of one process, free and held: a row for each outcome that it can have;
// and that one seed is one run.
#include "core/world/World.h"
#include "tests/core/session/Rows.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

namespace {

Scene playSync(const std::string& scene, Held held, std::uint64_t seed = 1) {
    return playIn("TestSync", scene, held, seed);
}

}  // namespace

class SyncOperationsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsToldAsItWent_data();
    void anOperationIsToldAsItWent();
    void worldAndPrimitivesAgree();
    void thirtyRunsOfOneSeedAreTheSame();
    void whatNobodyCanEndIsFoundAndTold_data();
    void whatNobodyCanEndIsFoundAndTold();
};

void SyncOperationsTest::anOperationIsToldAsItWent_data() {
    addRows(syncRows());
}

void SyncOperationsTest::anOperationIsToldAsItWent() {
    checkRow(syncRows());
}

void SyncOperationsTest::worldAndPrimitivesAgree() {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Held held = seed <= 5 ? Held::no : seed == 6 ? Held::roundRobin : Held::random;
        const Scene scene = playSync("crowd", held, seed);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        World world(scene.trace->names());
        for (std::size_t i = 0; i < scene.trace->size(); ++i) {
            world = after(std::move(world), scene.trace->event(i), scene.trace->text(i));
            if (world.contradictions() > 0)
                QFAIL(qPrintable(QStringLiteral("seed %1: event %2, %3")
                                     .arg(seed)
                                     .arg(i)
                                     .arg(QString::fromUtf8(nameOf(scene.trace->event(i).op).data()))));
        }
    }
}

void SyncOperationsTest::thirtyRunsOfOneSeedAreTheSame() {
    const Scene first = playSync("everything", Held::random, 7);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QVERIFY2(first.facts.ending == Ending::finished, first.facts.endingSentence.c_str());
    for (int i = 1; i < 30; ++i)
        QCOMPARE(playSync("everything", Held::random, 7).lines(), first.lines());
    QVERIFY(playSync("everything", Held::random, 8).lines() != first.lines());
}

void SyncOperationsTest::whatNobodyCanEndIsFoundAndTold_data() {
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("told");
    QTest::newRow("a barrier to which not all come") << "shortBarrier"
                                                     << "where 2 of 3 have come";
    QTest::newRow("a reader behind a writer that waits for it")
        << "readTwice"
        << "Deadlock: main holds lock and waits for lock; writer waits for lock";
    QTest::newRow("a task behind the task that waits for it")
        << "taskBehindTask"
        << "pool-0 waits for the result of main/pool-0/future-1";
}

void SyncOperationsTest::whatNobodyCanEndIsFoundAndTold() {
    QFETCH(QString, scene);
    QFETCH(QString, told);
    for (const Held held : {Held::no, Held::random}) {
        const Scene played = playSync(scene.toStdString(), held);
        QCOMPARE(played.facts.ending, Ending::stuck);
        const QString sentence = QString::fromStdString(played.facts.endingSentence);
        QVERIFY2(sentence.contains(told), qPrintable(sentence));
    }
}

QTEST_APPLESS_MAIN(SyncOperationsTest)
#include "SyncOperationsTest.moc"
