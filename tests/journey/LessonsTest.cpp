// SPDX-License-Identifier: MIT
// Each lesson runs, free and held, and what was recorded of it can be counted by hand.
#include <QTest>

#include "tests/journey/Journey.h"

#include <QHash>
#include <QSet>

using namespace heddle::test;

class LessonsTest : public QObject {
    Q_OBJECT
private slots:
    void everyLessonRuns_data();
    void everyLessonRuns();
    void twentyItemsAndFiveSentinelsAreTwentyFivePutsAndGets();
    void betweenProcessesTheCountsAreTheSame();
    void everyWorkerSetsItsKeyInTheManagersDict();
    void everyOrderIsTakenCookedAndLogged();
    void everyThreadIsStartedAndJoinedAndPrints();
    void whatAChildChangesStaysUnchangedInItsParent();
    void everyMessageOfAPipeArrivesWhole_data();
    void everyMessageOfAPipeArrivesWhole();
    void everyReceivedMessageHasASenderBeforeIt_data();
    void everyReceivedMessageHasASenderBeforeIt();
    void boundedQueueMakesItsProducerWait();
    void manyWorkersAreRecordedToTheLast();
    void everyMessageIsEchoed_data();
    void everyMessageIsEchoed();
    void aSmallChunkMakesTheServerReceiveOneMessageInParts();
    void inStepsTwoWhoOnlySendAreStuck();
    void brokenPitfallEndsWithTheCodeOfItsTrouble_data();
    void brokenPitfallEndsWithTheCodeOfItsTrouble();
    void sourceLinesAreTheLessonsOwn();
};

namespace {

void addRuns() {
    QTest::addColumn<QStringList>("arguments");
    for (const char* lesson :
         {"threads", "processes", "queues", "pipes", "managers", "sockets", "everything"}) {
        QTest::addRow("%s, free", lesson) << QStringList{lesson};
        QTest::addRow("%s, by turns", lesson) << QStringList{lesson, "--step", "round-robin"};
        QTest::addRow("%s, by a seed", lesson) << QStringList{lesson, "--step", "random", "--seed", "3"};
    }
    for (const char* pitfall : {"lost-update", "lock-order", "philosophers", "forgotten-sentinel",
                                "pipe-full", "connect-before-listen"}) {
        const QStringList mended{pitfall, "variant=mended"};
        QTest::addRow("%s, mended, free", pitfall) << mended;
        QTest::addRow("%s, mended, by a seed", pitfall)
            << mended + QStringList{"--step", "random", "--seed", "3"};
    }
    QTest::addRow("queues, bounded") << QStringList{"queues", "workers=3", "items=50", "capacity=2",
                                                    "workMs=0"};
    for (const QString& how : QStringList{"--free", "--step round-robin", "--step random --seed 3"})
        QTest::addRow("queues between processes, %s", qPrintable(how))
            << QStringList{"queues", "between=processes", "capacity=3"} + how.split(' ');
    QTest::addRow("pipes, both ways") << QStringList{"pipes", "messages=20", "duplex=true"};
    QTest::addRow("sockets, in parts") << QStringList{"sockets", "clients=3", "messages=5", "chunk=5"};
    QTest::addRow("sockets, in parts, by a seed")
        << QStringList{"sockets", "clients=3", "messages=5", "chunk=5", "--step", "random", "--seed", "3"};
    QTest::addRow("pipes, more than fits") << QStringList{"pipes", "messages=3", "bytes=200000"};
}

}  // namespace

void LessonsTest::everyLessonRuns_data() {
    addRuns();
}

void LessonsTest::everyLessonRuns() {
    QFETCH(QStringList, arguments);
    const Recorded run = Recorded::run(arguments);
    QVERIFY2(run.called().exitCode == 0, run.called().all());
    QVERIFY2(run.isWhole(), run.called().all());
    QVERIFY(run.verdicts().isEmpty());
    const QJsonObject messages = run.info()["messages"].toObject();
    QCOMPARE(messages["sent"].toInt(), messages["received"].toInt());
    QCOMPARE(messages["unreceived"].toInt(-1), 0);
}

void LessonsTest::twentyItemsAndFiveSentinelsAreTwentyFivePutsAndGets() {
    const Recorded run = Recorded::run({"queues"});
    QCOMPARE(run.operations("queue.put"), 25);
    QCOMPARE(run.operations("queue.get"), 25);
    QCOMPARE(run.operations("queue.task_done"), 20);
    QCOMPARE(run.operations("queue.join"), 1);
    QCOMPARE(run.operations("thread.start"), 5);
    QCOMPARE(run.operations("thread.join"), 5);
    QCOMPARE(run.events("op=queue.put phase=done").size(), 25);
    QCOMPARE(run.info()["messages"].toObject()["sent"].toInt(), 25);
}

void LessonsTest::betweenProcessesTheCountsAreTheSame() {
    const Recorded run = Recorded::run({"queues", "between=processes"});
    QCOMPARE(run.operations("queue.put"), 25);
    QCOMPARE(run.operations("queue.get"), 25);
    QCOMPARE(run.operations("queue.task_done"), 20);
    QCOMPARE(run.operations("queue.join"), 1);
    QCOMPARE(run.operations("process.start"), 5);
    QCOMPARE(run.operations("process.join"), 5);
    QCOMPARE(run.operations("thread.start"), 0);
    QCOMPARE(run.operations("queue.flush"), 0);
    QCOMPARE(run.info()["messages"].toObject()["sent"].toInt(), 25);
    QCOMPARE(run.info()["messages"].toObject()["received"].toInt(), 25);
    QCOMPARE(run.events("worker=jobs.feeder op=pipe.write phase=done depth=system").size(), 25);
}

void LessonsTest::everyWorkerSetsItsKeyInTheManagersDict() {
    const Recorded run = Recorded::run({"managers"});
    QCOMPARE(run.operations("dict.set"), 10);
    QCOMPARE(run.operations("dict.items"), 1);
    QCOMPARE(run.operations("manager.make"), 1);
    QCOMPARE(run.operations("process.start"), 11);  // the manager is a process as well
    QCOMPARE(run.operations("process.join"), 11);
    QCOMPARE(run.operations("thread.start"), 0);
    QCOMPARE(run.info()["messages"].toObject()["sent"].toInt(), 24);  // a request and a reply each
    QVERIFY2(run.called().out.endsWith("{0: 0, 1: 2, 2: 4, 3: 6, 4: 8, 5: 10, 6: 12, 7: 14, 8: 16, 9: 18}\n"),
             run.called().all());
}

void LessonsTest::everyOrderIsTakenCookedAndLogged() {
    const Recorded run = Recorded::run({"everything"});
    QCOMPARE(run.operations("tcp.connect"), 3);
    QCOMPARE(run.operations("tcp.accept"), 3);
    QCOMPARE(run.operations("tcp.send_all"), 24);  // each order, and its answer
    QCOMPARE(run.operations("pool.submit"), 3);
    QCOMPARE(run.operations("mutex.acquire"), 12);
    QCOMPARE(run.operations("shared.store"), 12);
    QCOMPARE(run.operations("queue.put"), 14);  // and a sentinel for each cook
    QCOMPARE(run.operations("queue.get"), 14);
    QCOMPARE(run.operations("dict.set"), 12);
    QCOMPARE(run.operations("pipe.send"), 12);
    QCOMPARE(run.operations("pipe.recv"), 12);
    QVERIFY2(run.called().out.contains("Logged: 12\n"), run.called().all());
    QVERIFY2(run.called().out.endsWith("Orders: 12, done: 12\n"), run.called().all());
}

void LessonsTest::everyThreadIsStartedAndJoinedAndPrints() {
    const Recorded run = Recorded::run({"threads", "workers=7"});
    QCOMPARE(run.operations("thread.start"), 7);
    QCOMPARE(run.events("op=thread.begin").size(), 7);
    QCOMPARE(run.operations("thread.end"), 7);
    QCOMPARE(run.operations("thread.join"), 7);
    QCOMPARE(run.operations("print"), 7);
    for (int i = 0; i < 7; ++i)
        QCOMPARE(run.called().out.count("Worker: " + QByteArray::number(i) + "\n"), 1);
}

void LessonsTest::whatAChildChangesStaysUnchangedInItsParent() {
    const Recorded run = Recorded::run({"processes", "workers=3"});
    QCOMPARE(run.operations("process.start"), 3);
    QCOMPARE(run.operations("process.join"), 3);
    QVERIFY2(run.called().out.contains("Worker: 2, my counter: 3\n"), run.called().all());
    QVERIFY2(run.called().out.endsWith("main, my counter: 0\n"), run.called().all());
    QSet<int> pids;
    for (const QJsonValue worker : run.info()["workers"].toArray())
        pids << worker["pid"].toInt();
    QCOMPARE(pids.size(), 4);  // real processes, each with a number of its own
}

void LessonsTest::everyMessageOfAPipeArrivesWhole_data() {
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("bytes");
    QTest::newRow("as it is") << 1 << 17;
    QTest::newRow("many small ones") << 500 << 1;
    QTest::newRow("larger than the pipe") << 3 << 200000;
}

void LessonsTest::everyMessageOfAPipeArrivesWhole() {
    QFETCH(int, messages);
    QFETCH(int, bytes);
    const Recorded run =
        Recorded::run({"pipes", QString("messages=%1").arg(messages), QString("bytes=%1").arg(bytes)});
    QVERIFY2(run.called().exitCode == 0, run.called().all());
    QCOMPARE(run.operations("pipe.send"), messages);
    QCOMPARE(run.operations("pipe.recv"), messages);  // the one that found the end of file has failed
    QCOMPARE(run.called().out.count("Received " + QByteArray::number(bytes) + " bytes"), messages);
    QCOMPARE(run.info()["messages"].toObject()["received"].toInt(), messages);
}

void LessonsTest::everyReceivedMessageHasASenderBeforeIt_data() {
    addRuns();
}

void LessonsTest::everyReceivedMessageHasASenderBeforeIt() {
    QFETCH(QStringList, arguments);
    QHash<int, int> sentAt, received;
    for (const QJsonObject& event : Recorded::run(arguments).events()) {
        const int message = event["message"].toInt(), index = event["index"].toInt();
        const QString op = event["op"].toString();
        static const QStringList sends{"queue.put", "pipe.send", "tcp.connect", "tcp.send_all"};
        static const QStringList receives{"queue.get", "pipe.recv", "tcp.accept", "tcp.recv", "stream.whole"};
        if (message == 0 || event["phase"] != "done" || op == "stream.part")
            continue;
        if (sends.contains(op)) {
            QVERIFY2(!sentAt.contains(message), "sent twice");
            sentAt[message] = index;
        } else if (receives.contains(op)) {
            QVERIFY2(sentAt.contains(message) && sentAt[message] < index,
                     qPrintable(event["sentence"].toString()));
            QCOMPARE(++received[message], 1);
        }
    }
    QCOMPARE(received.size(), sentAt.size());
}

void LessonsTest::boundedQueueMakesItsProducerWait() {
    const Recorded run = Recorded::run({"queues", "workers=1", "items=30", "capacity=1", "workMs=2"});
    QCOMPARE(run.operations("queue.put"), 31);
    QVERIFY(!run.events("worker=main op=queue.put phase=waits").isEmpty());
}

void LessonsTest::manyWorkersAreRecordedToTheLast() {
    const Recorded run = Recorded::run({"queues", "workers=150", "items=5000", "workMs=0"});
    QVERIFY2(run.isWhole(), run.called().all());
    QCOMPARE(run.operations("queue.put"), 5150);
    QCOMPARE(run.operations("queue.get"), 5150);
    QCOMPARE(run.info()["workers"].toArray().size(), 151);
}

void LessonsTest::everyMessageIsEchoed_data() {
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("messages");
    QTest::newRow("as it is") << 1 << 1;
    QTest::newRow("nobody") << 0 << 1;
    QTest::newRow("nothing to say") << 2 << 0;
    QTest::newRow("several") << 4 << 10;
}

// Held, so that nothing is received in parts by chance.
void LessonsTest::everyMessageIsEchoed() {
    QFETCH(int, clients);
    QFETCH(int, messages);
    const Recorded run =
        Recorded::run({"sockets", QString("clients=%1").arg(clients), QString("messages=%1").arg(messages),
                       "--step", "random", "--seed", "2"});
    QVERIFY2(run.called().exitCode == 0, run.called().all());
    const int echoed = clients * messages;
    QCOMPARE(run.operations("tcp.listen"), 1);
    QCOMPARE(run.operations("tcp.connect"), clients);
    QCOMPARE(run.operations("tcp.accept"), clients);
    QCOMPARE(run.operations("tcp.send_all"), 2 * echoed);
    QCOMPARE(run.operations("tcp.recv"), 2 * echoed);
    QCOMPARE(run.operations("tcp.close"), 2 + 3 * clients);  // of the listener, main, server and clients
    QCOMPARE(run.operations("print"), echoed);
    QCOMPARE(run.events("op=tcp.recv outcome=eof").size(), clients);
    QCOMPARE(run.called().out.count("Echoed 12 bytes: Hello from "), echoed);
    const QJsonObject told = run.info()["messages"].toObject();
    QCOMPARE(told["sent"].toInt(), 2 * echoed);
    QCOMPARE(told["received"].toInt(), 2 * echoed);
}

void LessonsTest::aSmallChunkMakesTheServerReceiveOneMessageInParts() {
    const Recorded run = Recorded::run({"sockets", "chunk=5", "--step", "round-robin"});
    QVERIFY2(run.called().exitCode == 0, run.called().all());
    QCOMPARE(run.events("worker=server op=tcp.recv outcome=ok phase=done").size(),
             3);  // 5 + 5 + 2 of 12 bytes
    QVERIFY(run.events("worker=server op=stream.part").size() >= 2);
    const QJsonObject told = run.info()["messages"].toObject();
    QCOMPARE(told["sent"].toInt(), told["received"].toInt());
}

void LessonsTest::inStepsTwoWhoOnlySendAreStuck() {
    const Recorded run = Recorded::run({"sockets", "bytes=1000000", "--step", "round-robin"});
    QCOMPARE(run.called().exitCode, 3);
    QVERIFY2(run.called().err.contains("waits to send"), run.called().all());
}

void LessonsTest::brokenPitfallEndsWithTheCodeOfItsTrouble_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("a wrong counter") << QStringList{"lost-update", "--step", "random", "--seed", "1"} << 4
                                     << QByteArray("The counter is 2, and it should be 4.\n");
    QTest::newRow("a refused connection")
        << QStringList{"connect-before-listen", "--step", "random", "--seed", "9"} << 4
        << QByteArray("The connection was refused: nobody listens yet.\n");
    QTest::newRow("two locks") << QStringList{"lock-order", "--step", "random", "--seed", "1"} << 3
                               << QByteArray("Deadlock: there holds left-lock");
    QTest::newRow("forks") << QStringList{"philosophers", "--step", "random", "--seed", "22"} << 3
                           << QByteArray("Deadlock: philosopher-0 holds fork-0");
    QTest::newRow("a sentinel too few, free")
        << QStringList{"forgotten-sentinel"} << 3 << QByteArray("waits to get from jobs, which is empty");
    QTest::newRow("full pipes, free")
        << QStringList{"pipe-full"} << 3
        << QByteArray("Deadlock: main waits to send on there.send, which is full");
}

void LessonsTest::brokenPitfallEndsWithTheCodeOfItsTrouble() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, sentence);
    const Recorded run = Recorded::run(arguments);
    QVERIFY2(run.called().exitCode == exitCode, run.called().all());
    QVERIFY2(run.called().err.contains(sentence), run.called().all());
}

void LessonsTest::sourceLinesAreTheLessonsOwn() {
    const auto events = Recorded::run({"queues"}).events("op=queue.put");
    QVERIFY(!events.isEmpty());
    for (const QJsonObject& event : events) {
        QCOMPARE(event["file"].toString(), QString("queues/program.cpp"));
        QVERIFY(event["line"].toInt() > 0);
    }
}

QTEST_GUILESS_MAIN(LessonsTest)
#include "LessonsTest.moc"
