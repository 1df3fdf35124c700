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
    row("a start never waits", "a would start t", yes);
    row("a store never waits", "a would store 4 in x", yes);
    row("a release never waits", "a acquires L; a would release L", yes);
}

void PossibleTest::answersAreAsTold() {
    QFETCH(QString, text);
    QFETCH(int, answer);
    QCOMPARE(static_cast<int>(worldFrom(text.toStdString()).possible("a")), answer);
}

QTEST_GUILESS_MAIN(PossibleTest)
#include "PossibleTest.moc"
