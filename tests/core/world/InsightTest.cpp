// SPDX-License-Identifier: MIT
// Troubles are found, said in a sentence, and not seen where there are none.
#include "core/world/Insight.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

std::string told(const ToldWorld& world) {
    std::string sentences;
    for (const Verdict& verdict : troublesAtEnd(world.world))
        sentences += (sentences.empty() ? "" : " ") + verdict.sentence;
    return sentences;
}

}  // namespace

class InsightTest : public QObject {
    Q_OBJECT
private slots:
    void sentenceTellsWhoWaitsForWhat_data();
    void sentenceTellsWhoWaitsForWhat();
    void verdictNamesItsProof();
    void crowdIsCounted();
    void wholeRunHasNoTrouble();
    void noMomentOfASoundRunIsATrouble();
};

void InsightTest::sentenceTellsWhoWaitsForWhat_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentences");
    const auto row = [](const char* name, const char* text, const char* sentences) {
        QTest::newRow(name) << text << sentences;
    };
    row("two mutexes in opposite order", "first acquires A; second acquires B; first wants B; second wants A",
        "Deadlock: first holds A and waits for B; second holds B and waits for A.");
    row("three in a ring", "a acquires A; b acquires B; c acquires C; c wants A; a wants B; b wants C",
        "Deadlock: a holds A and waits for B; b holds B and waits for C; c holds C and waits for A.");
    row("a mutex taken twice", "a acquires L; a wants L", "Deadlock: a waits for L, which it holds itself.");
    row("a join under a lock", "main starts t; t begins; main acquires L; t wants L; main waits to join t",
        "Deadlock: main holds L and waits for t to end; t waits for L.");
    row("who waits for a deadlock is not told again",
        "main starts a; a begins; a acquires L; a wants L; main waits to join a",
        "Deadlock: a waits for L, which it holds itself.");
    row("a deadlock beside others who run", "a acquires L; a wants L; b sleeps",
        "Deadlock: a waits for L, which it holds itself.");
    row("a deadlock and others who wait for what nobody does",
        "a acquires L; a wants L; b waits to get from q",
        "Deadlock: a waits for L, which it holds itself. Stuck: b waits to get from q, which is empty; "
        "nobody is left to "
        "end it.");
    row("task_done forgotten",
        "main puts 1 in jobs; main puts 2 in jobs; main puts 3 in jobs; w gets from jobs; w gets from jobs; "
        "w gets from jobs;"
        "w waits to get from jobs; main waits to join jobs",
        "Stuck: main waits in jobs.join with 3 unfinished; w waits to get from jobs, which is empty; nobody "
        "is left to end "
        "it.");
    row("a queue that nobody empties", "queue q holds 1; a puts 1 in q; a waits to put 2 in q",
        "Stuck: a waits to put into q, which is full; nobody is left to end it.");
    row("a notification that nobody gives", "a acquires L; a waits on c with L",
        "Stuck: a waits to be notified on c; nobody is left to end it.");
    row("a lock of one who ended", "a begins; a acquires L; a ends; b wants L",
        "Stuck: b waits for L, which a held when it ended; nobody is left to end it.");
    row("a write end left open", "pipe w to r; main forks p; p begins; main waits to receive from r; p ends",
        "Stuck: main waits to receive from r, which is empty while main holds w open; nobody is left to end "
        "it.");
    row("two who hold it",
        "pipe w to r; main forks p; p begins; p waits to receive from r; main waits to join p",
        "Stuck: main waits for p to end; p waits to receive from r, which is empty while main and p hold w "
        "open; nobody is "
        "left to end it.");
    row("a full pipe", "pipe w to r; a sends 70000 bytes on w; a waits to send 5 bytes on w",
        "Stuck: a waits to send on w, which is full; nobody is left to end it.");
    row("a pipe that is full before its bytes say so",
        "pipe w to r; a waits to send 45066 bytes on w; b waits to send 0 bytes on w",
        "Stuck: a waits to send on w, which is full; b waits to send on w, which is full; nobody is left to "
        "end it.");
    row("a pipe that nobody is known to read",
        "pipe w to r; main closes r; main waits to send 45066 bytes on w; main waits to send 45066 bytes on "
        "w",
        "");
    row("who waits from outside does not come first",
        "a sleeps; b acquires B; c acquires C; a wants C; b wants C; c wants B",
        "Deadlock: b holds B and waits for C; c holds C and waits for B.");
    row("a recursive mutex and another in opposite order",
        "recursive-mutex R; a acquires R giving 1; a acquires R giving 2; b acquires L; a wants L; b wants R",
        "Deadlock: a holds R and waits for L; b holds L and waits for R.");
    row("two readers who both want to write",
        "rwlock l holds 1; a rwlock.acquire_read l; b rwlock.acquire_read l; a waits to rwlock.acquire_write "
        "l;"
        "b waits to rwlock.acquire_write l",
        "Deadlock: a waits for l, which it holds itself.");
    row("a cycle through the second of two readers",
        "rwlock l holds 1; a rwlock.acquire_read l; b rwlock.acquire_read l; c acquires L; b wants L;"
        "c waits to rwlock.acquire_write l; a sleeps",
        "Deadlock: b holds l and waits for L; c holds L and waits for l.");
    row("a reader that reads again behind a writer",
        "rwlock l holds 1; a rwlock.acquire_read l; b waits to rwlock.acquire_write l; a waits to "
        "rwlock.acquire_read l",
        "Deadlock: a holds l and waits for l; b waits for l.");
    row("a semaphore that nobody releases",
        "semaphore s holds 1; a semaphore.acquire s; b waits to semaphore.acquire s; a waits to event.wait e",
        "Stuck: a waits for e, which is not set; b waits to acquire s, of which none is left; nobody is left "
        "to "
        "end it.");
    row("two semaphores of one in opposite order",
        "semaphore s holds 1; semaphore t holds 1; a semaphore.acquire s; b semaphore.acquire t;"
        "a waits to semaphore.acquire t; b waits to semaphore.acquire s",
        "Deadlock: a holds s and waits for t; b holds t and waits for s.");
    row("two semaphores while another can release one",
        "semaphore s holds 1; semaphore t holds 1; a semaphore.acquire s; b semaphore.acquire t;"
        "a waits to semaphore.acquire t; b waits to semaphore.acquire s; c sleeps",
        "");
    row("a semaphore that is a signal",
        "semaphore s holds 1; a semaphore.acquire s; b semaphore.release s giving 1; a semaphore.acquire s;"
        "a waits to semaphore.acquire s; b waits to get from q",
        "Stuck: a waits to acquire s, of which none is left; b waits to get from q, which is empty; nobody "
        "is left to end it.");
    row("a semaphore of two",
        "semaphore s holds 2; a semaphore.acquire s giving 1; a semaphore.acquire s;"
        "a waits to semaphore.acquire s",
        "Stuck: a waits to acquire s, of which none is left; nobody is left to end it.");
    row("two full queues, each of the other's",
        "queue q holds 1; queue r holds 1; a puts 1 in q; b gets from q; b puts 1 in r; a gets from r;"
        "a puts 2 in q; b puts 2 in r; a waits to put 3 in q; b waits to put 3 in r",
        "Deadlock: a waits to put into q, which is full and which only b takes from; b waits to put into r, "
        "which is full and which only a takes from.");
    const std::string untouched =
        "queue q holds 1; queue r holds 1; main starts a; a begins; main starts b; b begins; a puts 1 in q;"
        "b puts 1 in r; a waits to put 2 in q; b waits to put 2 in r;";
    row("two full queues that nobody has taken from", (untouched + "main waits to join a").c_str(),
        "Deadlock: a waits to put into q, which is full and which only b could take from; b waits to put "
        "into r, which is full and which only a could take from.");
    row("two full queues that a third could take from", (untouched + "main waits to event.wait e").c_str(),
        "Stuck: main waits for e, which is not set; a waits to put into q, which is full; b waits to put "
        "into r, which is full; nobody is left to end it.");
    row("a full queue that only its own putter could take from",
        "queue q holds 1; main starts a; a begins; a puts 1 in q; a waits to put 2 in q; main waits to join "
        "a",
        "Stuck: main waits for a to end; a waits to put into q, which is full; nobody is left to end it.");
    const std::string pipes =
        "pipe p to q; pipe r to s; main forks a; a begins; main closes q; main closes r;"
        "a closes p; a closes s;";
    row("two full pipes, each of which the other process alone can read",
        (pipes + "main waits to send 3 bytes on p; a waits to send 3 bytes on r").c_str(),
        "Deadlock: main waits to send on p, which is full and which only a can receive from; a waits to send "
        "on r, which is full and which only main can receive from.");
    row("two full pipes of which a third could read one",
        (pipes + "main starts t; t begins; main waits to send 3 bytes on p; a waits to send 3 bytes on r;"
                 "t waits to event.wait e")
            .c_str(),
        "Stuck: main waits to send on p, which is full; a waits to send on r, which is full; t waits for e, "
        "which is not set; nobody is left to end it.");
    row("a full queue of two takers",
        "queue q holds 1; a puts 1 in q; b gets from q; a puts 1 in q; c gets from q; a puts 1 in q;"
        "b acquires L; b wants L; c wants L; a waits to put 2 in q",
        "Deadlock: b waits for L, which it holds itself. Stuck: a waits to put into q, which is full; nobody "
        "is left to end it.");
    row("a barrier to which not all come",
        "barrier b holds 3; a waits to barrier.wait b; c waits to barrier.wait b",
        "Stuck: a waits at b, where 2 of 3 have come; c waits at b, where 2 of 3 have come; nobody is left "
        "to "
        "end it.");
    row("a lock of a reader who ended",
        "rwlock l holds 1; a begins; a rwlock.acquire_read l; a ends; b waits to rwlock.acquire_write l",
        "Stuck: b waits to write l, which a did not release after reading; nobody is left to end it.");
    row("a task that waits for one behind it",
        "future f; main pool.submit 1 in p; w pool.take from p; w pool.submit 2 in p; w waits to future.get "
        "from f;"
        "main waits to future.get from g",
        "Stuck: main waits for the result of g; w waits for the result of f; nobody is left to end it.");
    row("a deadlock that time will end",
        "first acquires A; second acquires B; first wants B for a while; second wants A", "");
    row("a wait that time will end", "a waits to get from q for a while; b waits to get from q", "");
    row("somebody runs", "a waits to get from q; b sleeps", "");
    row("somebody was started and is still to begin",
        "queue q holds 1; main starts a; main puts 1 in q; main waits to put 2 in q", "");
    row("somebody sleeps", "a waits to get from q; b waits to sleep", "");
    row("somebody may go on", "pipe w to r; a waits to get from q; b sends 1 on w; b waits to receive from r",
        "");
    row("somebody stands before an operation", "a waits to get from q; b would put 1 in q", "");
    row("the lock is free by now", "a acquires L; b wants L; a releases L; a waits to get from q", "");
    row("all have ended", "a begins; a ends; b begins; b dies", "");
    row("nothing happened", "", "");
}

void InsightTest::sentenceTellsWhoWaitsForWhat() {
    QFETCH(QString, text);
    QFETCH(QString, sentences);
    QCOMPARE(QString::fromStdString(told(worldFrom(text.toStdString()))), sentences);
}

void InsightTest::verdictNamesItsProof() {
    const ToldWorld told = worldFrom("first acquires A; second acquires B; second wants A; first wants B");
    const std::vector<Verdict> verdicts = troublesAtEnd(told.world);
    QCOMPARE(verdicts.size(), 1u);
    QCOMPARE(verdicts[0].kind, std::string("deadlock"));
    QVERIFY(verdicts[0].isTrouble);
    QCOMPARE(verdicts[0].workers, (std::vector{told.workerId("first"), told.workerId("second")}));
    QCOMPARE(verdicts[0].objects, (std::vector{told.objectId("B"), told.objectId("A")}));
    QCOMPARE(verdicts[0].events, (std::vector<std::uint64_t>{3, 2}));
}

void InsightTest::crowdIsCounted() {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "w" + std::to_string(i) + " waits to get from q;";
    const std::vector<Verdict> verdicts = troublesAtEnd(worldFrom(text).world);
    QCOMPARE(verdicts.size(), 1u);
    QVERIFY(verdicts[0].sentence.ends_with(
        "w7 waits to get from q, which is empty; and 4 more wait; nobody is left to end "
        "it."));
    QCOMPARE(verdicts[0].workers.size(), 12u);
}

void InsightTest::wholeRunHasNoTrouble() {
    QCOMPARE(told(worldOf(toyTrace({.workers = 3, .items = 9, .capacity = 2}))), std::string());
}

void InsightTest::noMomentOfASoundRunIsATrouble() {
    const auto trace = toyTrace({.workers = 3, .items = 60, .capacity = 2});
    World world(trace->names());
    for (std::size_t i = 0; i < trace->size(); ++i) {
        world = after(std::move(world), trace->event(i), trace->text(i));
        QVERIFY(troublesAtEnd(world).empty());
    }
}

QTEST_GUILESS_MAIN(InsightTest)
#include "InsightTest.moc"
