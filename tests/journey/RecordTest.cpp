// SPDX-License-Identifier: MIT
// Programs of one's own, well and badly behaved: what their end is called, and how Heddle ends.
#include <QTest>

#include "tests/journey/Journey.h"

#include <QFile>

using namespace heddle::test;

class RecordTest : public QObject {
    Q_OBJECT
private slots:
    void runThatCannotGoOnIsNamedAndEnded_data();
    void runThatCannotGoOnIsNamedAndEnded();
    void endOfTheProgramIsTheExitCode_data();
    void endOfTheProgramIsTheExitCode();
    void deathOfAChildIsTold();
    void exceptionThatEscapesIsTold();
    void orphansEndWithTheRun();
    void runThatTakesTooLongIsEnded();
    void programRunsWithoutHeddle();
    void whatIsNotLinkedWithTheLibraryIsSaid();
    void kernelIsCalledAsThePictureShows();
};

namespace {

Recorded record(const QStringList& arguments, const QStringList& options = {}) {
    return Recorded::record(options, QStringList{builtProgram("tests/JourneyProgram")} + arguments);
}

}  // namespace

void RecordTest::runThatCannotGoOnIsNamedAndEnded_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("names");
    const QStringList locks{"first", "second", "left", "right"};
    QTest::newRow("two locks, free") << QStringList{} << "deadlock" << locks;
    QTest::newRow("two locks, held") << QStringList{"--step", "random", "--seed", "1"} << "deadlock" << locks;
    QTest::newRow("an empty queue, free") << QStringList{} << "starve" << QStringList{"main", "empty"};
    QTest::newRow("an empty queue, held")
        << QStringList{"--step", "round-robin"} << "starve" << QStringList{"main", "empty"};
}

void RecordTest::runThatCannotGoOnIsNamedAndEnded() {
    QFETCH(QStringList, options);
    QFETCH(QString, program);
    QFETCH(QStringList, names);
    const Recorded run = record({program}, options);
    QVERIFY2(run.called().exitCode == 3, run.called().all());
    QVERIFY2(run.isWhole(), run.called().all());
    QCOMPARE(run.verdicts().size(), 1);
    QString sentence = run.verdicts()[0].toObject()["sentence"].toString();
    for (const QString& name : names)
        QVERIFY2(sentence.contains(name), qPrintable(sentence));
    sentence.chop(1);  // the full stop: the counts follow
    QCOMPARE(run.called().err.count(sentence.toUtf8()), 1);
}

void RecordTest::endOfTheProgramIsTheExitCode_data() {
    QTest::addColumn<QStringList>("program");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("well") << QStringList{"exit", "0"} << 0;
    QTest::newRow("with a code") << QStringList{"exit", "9"} << 4;
    QTest::newRow("by a signal") << QStringList{"crash"} << 4;
    QTest::newRow("counting") << QStringList{"count together"} << 0;
}

void RecordTest::endOfTheProgramIsTheExitCode() {
    QFETCH(QStringList, program);
    QFETCH(int, exitCode);
    const Recorded run = record(program);
    QVERIFY2(run.called().exitCode == exitCode, run.called().all());
    QVERIFY2(run.isWhole(), run.called().all());
}

void RecordTest::deathOfAChildIsTold() {
    const Recorded run = record({"crash in a child"});
    QVERIFY2(run.called().exitCode == 4, run.called().all());
    const auto ends = run.events("worker=main/child op=process.end");
    QCOMPARE(ends.size(), 1);
    QVERIFY2(ends[0]["outcome"] != "ok", qPrintable(ends[0]["sentence"].toString()));
    QCOMPARE(run.events("worker=main/child op=print phase=done").size(), 1);  // recorded before, and kept
    const auto joins = run.events("worker=main op=process.join phase=done");
    QCOMPARE(joins.size(), 1);
    QCOMPARE(joins[0]["value"].toInt(), 139);
}

void RecordTest::exceptionThatEscapesIsTold() {
    const Recorded run = record({"escape"});
    const auto ends = run.events("worker=main/thrower op=thread.end");
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends[0]["outcome"].toString(), QString("error"));
    QVERIFY2(ends[0]["text"].toString().contains("this was not caught"),
             qPrintable(ends[0]["text"].toString()));
}

void RecordTest::orphansEndWithTheRun() {
    const Recorded run = record({"leave a daemon"}, {"--timeout", "60"});  // it would sleep for 1,000 s
    QVERIFY2(run.called().exitCode == 0, run.called().all());
    QVERIFY2(run.called().err.contains("outlived"), run.called().all());
    QVERIFY(call("pgrep", {"-f", "^sleep 1000.25$"}).out.isEmpty());
}

void RecordTest::runThatTakesTooLongIsEnded() {
    const Recorded run = record({"go on"}, {"--timeout", "1"});
    QVERIFY2(run.called().exitCode == 5, run.called().all());
    QVERIFY2(run.isWhole(), run.called().all());
    QVERIFY(run.operations("queue.put") > 0);
}

void RecordTest::programRunsWithoutHeddle() {
    const Called called = call(builtProgram("tests/JourneyProgram"), {"count together"});
    QVERIFY2(called.exitCode == 0, called.all());
    QCOMPARE(called.out, QByteArray("counter: 20\n"));
}

void RecordTest::whatIsNotLinkedWithTheLibraryIsSaid() {
    const Recorded run = Recorded::record({}, {"/bin/echo", "hello"});
    QCOMPARE(run.called().exitCode, 0);
    QCOMPARE(run.called().out, QByteArray("hello\n"));
    QVERIFY2(run.called().err.contains("none of its processes is linked with Heddle's library"),
             run.called().all());
}

void RecordTest::kernelIsCalledAsThePictureShows() {
    QTemporaryDir folder;
    const QString log = folder.filePath("strace");
    const Called called = call("strace", {"-f", "-qq", "-o", log, "-e",
                                          "trace=clone,clone3,fork,vfork,pipe2,futex,writev,write,read",
                                          builtProgram("bin/heddle"), "run", "pipes"});
    QVERIFY2(called.exitCode == 0, called.all());
    const Called queues = call("strace", {"-f", "-qq", "-o", log + "2", "-e", "trace=clone,clone3,futex",
                                          builtProgram("bin/heddle"), "run", "queues"});
    QVERIFY2(queues.exitCode == 0, queues.all());
    const auto read = [](const QString& path) {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(read(log).contains("pipe2("));
    QVERIFY(read(log).contains("clone"));
    QVERIFY(read(log).contains("Hello from sender"));
    QVERIFY(read(log + "2").contains("CLONE_THREAD"));
    QVERIFY(read(log + "2").contains("FUTEX_WAIT"));
}

QTEST_GUILESS_MAIN(RecordTest)
#include "RecordTest.moc"
