// SPDX-License-Identifier: MIT
// May what a worker has called, or waits in, be done now?
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

class PossibleTest : public QObject {
    Q_OBJECT
private slots:
    void answersAreAsTold_data();
    void answersAreAsTold();
    void whatWasTriedIsTriedAgainOnlyAfterAChange_data();
    void whatWasTriedIsTriedAgainOnlyAfterAChange();
};

void PossibleTest::answersAreAsTold_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("answer");  // for the worker a
    const auto row = [](const char* name, const char* text, Possible answer) {
        QTest::newRow(name) << text << static_cast<int>(answer);
    };
    const Possible yes = Possible::yes, no = Possible::no, may = Possible::may;
    row("a running worker can go on", "a sleeps", yes);
    row("an ended one cannot", "a begins; a ends", no);
    row("one gets from a queue that holds something", "b puts 1 in q; a would get from q", yes);
    row("nobody gets from an empty queue", "a waits to get from q", no);
    row("a get from a closed queue returns", "b closes q; a waits to get from q", yes);
    row("there is always room in an unbounded queue", "b puts 1 in q; a would put 2 in q", yes);
    row("there is none in a full one", "queue q holds 1; b puts 1 in q; a would put 2 in q", no);
    row("there is again once one was got",
        "queue q holds 1; b puts 1 in q; a waits to put 2 in q; b gets from q", yes);
    row("a put into a closed queue returns",
        "queue q holds 1; b puts 1 in q; a waits to put 2 in q; b closes q", yes);
    row("a join waits for what is unfinished", "b puts 1 in q; b gets from q; a waits to join q", no);
    row("and no longer", "b puts 1 in q; a waits to join q; b gets from q; b ticks q", yes);
    row("a free mutex can be had", "b acquires L; a wants L; b releases L", yes);
    row("a taken one cannot", "b acquires L; a wants L", no);
    row("not even by its owner", "a acquires L; a wants L", no);
    row("who is not notified sleeps", "a waits on c", no);
    row("who is notified goes on", "a waits on c; b notifies c", yes);
    row("but not without its mutex", "a acquires L; a waits on c with L; b acquires L; b notifies c", no);
    row("which it takes when it is free",
        "a acquires L; a waits on c with L; b acquires L; b notifies c; b releases L", yes);
    row("notified is the first in line", "b waits on c; a waits on c; b notifies c", no);
    row("a join waits for the end", "main starts t; t begins; a waits to join t", no);
    row("which comes", "main starts t; t begins; a waits to join t; t ends", yes);
    row("or is brought about", "main forks p; p begins; a waits to join p; p dies", yes);
    row("what is in flight may have arrived", "pipe w to r; main sends x on w; a would receive from r", may);
    row("nothing comes from an empty pipe", "pipe w to r; a waits to receive from r", no);
    row("nor can it be polled", "pipe w to r; a waits to poll r", no);
    row("an end of file may, once nobody can write", "pipe w to r; a waits to receive from r; main closes w",
        may);
    row("not while one still can",
        "pipe w to r; main forks p; p begins; a waits to receive from r; main closes w", no);
    row("but when that one has ended",
        "pipe w to r; main forks p; p begins; a waits to receive from r; main closes w; p ends", may);
    row("there may be room in a pipe", "pipe w to r; a sends 65535 bytes on w; a would send 10 bytes on w",
        may);
    row("there is none beyond 64 KiB", "pipe w to r; b sends 65536 bytes on w; a waits to send 10 bytes on w",
        no);
    row("without a reader a send may fail",
        "pipe w to r; main sends 65536 bytes on w; a waits to send 10 bytes on w; main closes r", may);
    row("what Heddle does not know goes on when it is called", "a would do lookup on c", yes);
    row("and may once it waits", "a waits to do lookup on c", may);
    row("only time ends a sleep", "a waits to sleep", no);
    row("a recursive mutex can be had again by its owner",
        "recursive-mutex R; a acquires R giving 1; a wants R", yes);
    row("but not by another until it was released as often",
        "recursive-mutex R; b acquires R giving 1; b acquires R giving 2; b releases R giving 1; a wants R",
        no);
    row("and then it can", "recursive-mutex R; b acquires R giving 1; a wants R; b releases R", yes);
    row("a semaphore can be had while some are left",
        "semaphore s holds 2; b semaphore.acquire s giving 1; a would semaphore.acquire s", yes);
    row("not when none is", "semaphore s holds 1; b semaphore.acquire s; a waits to semaphore.acquire s", no);
    row("again when one was given back",
        "semaphore s holds 1; b semaphore.acquire s; a waits to semaphore.acquire s; b semaphore.release s "
        "giving 1",
        yes);
    row("nobody waits for what is set", "b event.set e; a would event.wait e", yes);
    row("one waits for what is cleared", "b event.set e; b event.clear e; a waits to event.wait e", no);
    row("who waited when it was set goes on, though it is cleared",
        "a waits to event.wait e; b event.set e; b event.clear e", yes);
    row("one waits at a barrier until all have come",
        "barrier b holds 3; c waits to barrier.wait b; a waits to barrier.wait b", no);
    row("the last goes on", "barrier b holds 2; c waits to barrier.wait b; a would barrier.wait b", yes);
    row("and lets the others go", "barrier b holds 2; a waits to barrier.wait b; c barrier.wait b giving 1",
        yes);
    row("who comes then waits for the next round",
        "barrier b holds 2; c waits to barrier.wait b; d barrier.wait b giving 1; a waits to barrier.wait b",
        no);
    row("a broken barrier lets go", "barrier b holds 2; a waits to barrier.wait b; c barrier.abort b", yes);
    row("so does one that broke as somebody's time ran out",
        "barrier b holds 3; c waits to barrier.wait b; a waits to barrier.wait b; c fails to barrier.wait b: "
        "timeout",
        yes);
    row("and one that was reset", "barrier b holds 2; a waits to barrier.wait b; c barrier.reset b", yes);
    row("one that was reset is whole",
        "barrier b holds 2; c barrier.abort b; c barrier.reset b; a waits to barrier.wait b", no);
    row("many read", "rwlock l holds 1; b rwlock.acquire_read l; a would rwlock.acquire_read l", yes);
    row("nobody reads beside a writer",
        "rwlock l holds 1; b rwlock.acquire_write l; a waits to rwlock.acquire_read l", no);
    row("nobody writes beside a reader",
        "rwlock l holds 1; b rwlock.acquire_read l; a waits to rwlock.acquire_write l", no);
    row("nor reads ahead of a writer that goes first",
        "rwlock l holds 1; b rwlock.acquire_read l; c waits to rwlock.acquire_write l; a would "
        "rwlock.acquire_read l",
        no);
    row("but where readers go first",
        "rwlock l holds 0; b rwlock.acquire_read l; c waits to rwlock.acquire_write l; a would "
        "rwlock.acquire_read l",
        yes);
    row("who writes when all have released",
        "rwlock l holds 0; b rwlock.acquire_read l; a waits to rwlock.acquire_write l; b rwlock.release_read "
        "l",
        yes);
    row("unless a reader waits that goes first",
        "rwlock l holds 0; b rwlock.acquire_write l; a waits to rwlock.acquire_write l;"
        "c waits to rwlock.acquire_read l; b rwlock.release_write l",
        no);
    row("a task can be taken once it was submitted", "b pool.submit 1 in p; a waits to pool.take from p",
        yes);
    row("not before", "b pool.submit 1 in p; b pool.take from p; a waits to pool.take from p", no);
    row("a pool that was shut down lets its workers go", "a waits to pool.take from p; b pool.shutdown p",
        yes);
    row("a result is waited for", "future f; a waits to future.get from f", no);
    row("until it is set", "a waits to future.get from f; b future.set 1 in f", yes);
    row("and can be got again", "b future.set 1 in f; b future.get from f; a would future.get from f", yes);
    row("time ends a timer's wait", "a waits to timer.wait t for a while", no);
    row("or its cancellation", "a waits to timer.wait t for a while; b timer.cancel t", yes);
    row("a start never waits", "a would start t", yes);
    row("a store never waits", "a would store 4 in x", yes);
    row("a release never waits", "a acquires L; a would release L", yes);
}

void PossibleTest::answersAreAsTold() {
    QFETCH(QString, text);
    QFETCH(int, answer);
    QCOMPARE(static_cast<int>(worldFrom(text.toStdString()).possible("a")), answer);
}

void PossibleTest::whatWasTriedIsTriedAgainOnlyAfterAChange_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mayTry");  // the worker a, again
    const auto row = [](const char* name, const char* then, bool mayTry) {
        const QString full = "pipe w to r; main forks p; p begins; a waits to send 45066 bytes on w;";
        QTest::newRow(name) << full + then << mayTry;
    };
    row("nothing has happened since", "", false);
    row("another is about to send", "b would send 10 bytes on w", false);
    row("another waits as well", "b waits to send 0 bytes on w; b waits to send 0 bytes on w", false);
    row("another has sent a part", "b waits to send 10 bytes on w", true);
    row("and a itself has tried since", "b waits to send 10 bytes on w; a waits to send 45066 bytes on w",
        false);
    row("another has sent", "b sends 10 bytes on w", true);
    row("somebody reads in vain", "p waits to receive 0 bytes from r", false);
    row("somebody looks whether there is something to read", "p polls r", false);
    row("somebody has read a part", "p waits to receive 10 bytes from r", true);
    row("a reader closes its end", "p closes r", true);
    row("a reader ends", "p ends", true);
    row("something else happens", "b sleeps; b puts 1 in q", false);
}

void PossibleTest::whatWasTriedIsTriedAgainOnlyAfterAChange() {
    QFETCH(QString, text);
    QFETCH(bool, mayTry);
    const ToldWorld told = worldFrom(text.toStdString());
    QCOMPARE(told.possible("a"), Possible::may);
    QCOMPARE(told.world.mayTryAgain(told.workerId("a")), mayTry);
}

QTEST_GUILESS_MAIN(PossibleTest)
#include "PossibleTest.moc"
