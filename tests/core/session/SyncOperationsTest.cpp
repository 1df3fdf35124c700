// SPDX-License-Identifier: MIT
// Every operation of the primitives of one process, free and held: a row for each outcome that it can have;
// and that one seed is one run.
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

#include <QTest>
#include <filesystem>
#include <map>

using namespace heddle;
using namespace heddle::test;

namespace {

Scene playSync(const std::string& scene, Held held, std::uint64_t seed = 1) {
    RunRequest request = requestFor(scene, held, seed);
    std::filesystem::path program{request.command[0]};
    request.command[0] = program.replace_filename("TestSync");
    return play(std::move(request));
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
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("times");
    struct Row {
        const char* scene;
        const char* line;
        int times;
    };
    const Row rows[] = {
        {"semaphores", "main semaphore.acquire main/s done ok 0", 1},
        {"semaphores", "main semaphore.acquire main/s failed refused", 1},
        {"semaphores", "main semaphore.acquire main/s failed timeout", 1},
        {"semaphores", "main/waiter semaphore.acquire main/s waits", 1},
        {"semaphores", "main/waiter semaphore.acquire main/s done ok 1", 1},
        {"semaphores", "main semaphore.release main/s done ok 2", 1},
        {"semaphores", "main semaphore.release main/b failed invalid", 1},
        {"events", "main event.is_set main/e done ok 0", 1},
        {"events", "main event.is_set main/e done ok 1", 1},
        {"events", "main event.wait main/e failed timeout", 1},
        {"events", "main event.wait main/e done ok", 1},
        {"events", "main/waiter event.wait main/e waits", 1},
        {"events", "main/waiter event.wait main/e done ok", 1},
        {"events", "main event.set main/e done ok", 2},
        {"events", "main event.clear main/e done ok", 1},
        {"barriers", "main/first barrier.wait main/b waits", 1},
        {"barriers", "main/first barrier.wait main/b done ok 0", 1},
        {"barriers", "main barrier.wait main/b done ok 1", 1},
        {"barriers", "main barrier.abort main/b done ok", 1},
        {"barriers", "main/second barrier.wait main/b failed broken", 1},
        {"barriers", "main barrier.wait main/b failed broken", 1},
        {"barriers", "main barrier.reset main/b done ok", 1},
        {"barriers", "main/third barrier.wait main/b failed timeout", 1},
        {"recursiveMutexes", "main mutex.acquire main/r done ok 1", 1},
        {"recursiveMutexes", "main mutex.acquire main/r done ok 2", 1},
        {"recursiveMutexes", "main mutex.release main/r done ok 1", 1},
        {"recursiveMutexes", "main mutex.release main/r done ok 0", 1},
        {"recursiveMutexes", "main/other mutex.acquire main/r failed refused", 1},
        {"recursiveMutexes", "main/other mutex.acquire main/r failed timeout", 1},
        {"recursiveMutexes", "main/other mutex.release main/r failed invalid", 1},
        {"recursiveMutexes", "main/other mutex.acquire main/r waits", 1},
        {"recursiveMutexes", "main/other mutex.acquire main/r done ok 1", 1},
        {"readWriteLocks", "main rwlock.acquire_read main/l done ok", 1},
        {"readWriteLocks", "main rwlock.release_read main/l done ok", 1},
        {"readWriteLocks", "main/writer rwlock.acquire_write main/l failed refused", 1},
        {"readWriteLocks", "main/writer rwlock.acquire_write main/l failed timeout", 1},
        {"readWriteLocks", "main/writer rwlock.release_write main/l failed invalid", 1},
        {"readWriteLocks", "main/writer rwlock.acquire_write main/l waits", 1},
        {"readWriteLocks", "main/writer rwlock.acquire_write main/l done ok", 1},
        {"readWriteLocks", "main/writer rwlock.release_write main/l done ok", 1},
        {"readWriteLocks", "main/reader rwlock.acquire_read main/l failed refused", 1},
        {"readWriteLocks", "main/reader rwlock.acquire_read main/l failed timeout", 1},
        {"readWriteLocks", "main/reader rwlock.release_read main/l failed invalid", 1},
        {"readWriteLocks", "main/reader rwlock.acquire_read main/l waits", 1},
        {"readWriteLocks", "main/reader rwlock.acquire_read main/l done ok", 1},
        {"orderedQueues", "main queue.get main/lifo done ok 2", 1},
        {"orderedQueues", "main queue.put main/priority done ok 0", 2},
        {"orderedQueues", "main queue.put main/priority done ok 1", 1},
        {"orderedQueues", "main queue.put main/priority failed full", 1},
        {"orderedQueues", "main queue.get main/priority done ok 3", 1},
        {"orderedQueues", "main queue.put main/ranked done ok 0", 2},
        {"exchanges", "main shared.compare_exchange main/s failed refused 1", 1},
        {"exchanges", "main shared.compare_exchange main/s done ok 5", 1},
        {"exchanges", "main shared.fetch_add main/s done ok 7", 1},
        {"pools", "main pool.submit main/pool done ok 1", 1},
        {"pools", "main/pool-0 pool.take main/pool waits", 1},
        {"pools", "main/pool-0 pool.take main/pool done ok 1", 1},
        {"pools", "main/pool-0 future.set main/future-1 done ok 42", 1},
        {"pools", "main future.get main/future-1 failed timeout", 1},
        {"pools", "main future.get main/future-1 waits", 1},
        {"pools", "main future.get main/future-1 done ok 42", 2},
        {"pools", "main/pool-0 future.set main/future-2 done error", 1},
        {"pools", "main future.get main/future-2 done error", 1},
        {"pools", "main future.get main/future-4 done ok 9", 1},
        {"pools", "main pool.shutdown main/pool done ok", 1},
        {"pools", "main/pool-0 pool.take main/pool failed closed", 1},
        {"pools", "main pool.submit main/pool failed closed", 1},
        {"timers", "main timer.start main/t done ok", 1},
        {"timers", "main timer.start main/t failed invalid", 1},
        {"timers", "main/t-thread timer.wait main/t waits", 1},
        {"timers", "main/t-thread timer.wait main/t done ok", 1},
        {"timers", "main/t-thread print - done ok", 1},
        {"timers", "main timer.cancel main/t failed refused", 1},
        {"timers", "main timer.cancel main/c done ok", 1},
        {"timers", "main/c-thread timer.wait main/c failed refused", 1},
    };
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const Row& row : rows)
            QTest::addRow("%s, %s",
                          held == Held::no       ? "free"
                          : held == Held::random ? "random"
                                                 : "by turns",
                          row.line)
                << held << row.scene << row.line << row.times;
}

void SyncOperationsTest::anOperationIsToldAsItWent() {
    QFETCH(Held, held);
    QFETCH(QString, scene);
    QFETCH(QString, line);
    static std::map<std::pair<QString, Held>, Scene> played;  // one run serves all its rows
    const auto [found, isNew] = played.try_emplace({scene, held});
    if (isNew)
        found->second = playSync(scene.toStdString(), held);
    QVERIFY2(found->second.whatIsWrong().empty(), found->second.whatIsWrong().c_str());
    QCOMPARE(found->second.facts.ending, Ending::finished);
    const int times = found->second.count(line.toStdString());
    if (line.contains("waits"))  // in held modes a wait may be told more than once
        QVERIFY(times >= 1);
    else
        QTEST(times, "times");
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
