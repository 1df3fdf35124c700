// SPDX-License-Identifier: MIT
// A run that is chosen by hand in the terminal: what is listed, and what is typed.
#include "tests/journey/Journey.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

using namespace heddle::test;

namespace {

// The steps that stand at the heads of lists, in order.
QList<int> stepsIn(const QByteArray& out) {
    QList<int> steps;
    for (const QByteArray& line : out.split('\n'))
        if (line.startsWith("step ") && !line.contains(" of "))
            steps << line.mid(5).toInt();
    return steps;
}

QByteArray times(int count, const QByteArray& line) {
    return line.repeated(count);
}

}  // namespace

class SteppingTest : public QObject {
    Q_OBJECT
private slots:
    void aNumberLetsThatWorkerGo() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        const Called called =
            callHeddle({"run", "threads", "workers=2", "--interactive", "-o", file}, "1\n1\n3\n3\nq\n");
        QCOMPARE(called.exitCode, 0);
        QVERIFY2(called.out.contains("at the gate  thread.start of worker-0, program.cpp:"), called.all());
        QVERIFY2(called.out.contains("can go"), called.all());
        QVERIFY2(called.out.contains("| Worker: 1\n"), called.all());
        QVERIFY2(!called.out.contains("| Worker: 0\n"),
                 called.all());  // nobody let it go
        QVERIFY2(called.err.contains("stopped"), called.all());
        QVERIFY2(called.err.contains("saved to"), called.all());
        QCOMPARE(Recorded::open(file).info()["schedule"].toObject()["chooser"].toString(), QString("hand"));
    }

    void emptyLinesTakeTurnsToTheEnd() {
        const Called called = callHeddle({"run", "queues", "items=4", "--step", "hand"}, times(400, "\n"));
        QCOMPARE(called.exitCode, 0);
        QVERIFY2(called.err.contains("finished; events:"), called.all());
        const QList<int> steps = stepsIn(called.out);
        QVERIFY2(steps.size() > 40, called.all());
        QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    }

    void continueGoesToABreakpointAndThenToTheEnd() {
        const QStringList run{"run",           "queues",  "workers=1",   "items=2",
                              "--interactive", "--break", "op=queue.get"};
        const Called called = callHeddle(run, "c\nc\nc\nc\nc\nc\n");
        QCOMPARE(called.exitCode, 0);
        QCOMPARE(called.out.count("stands at \"op=queue.get\":"), 3);  // two items and the sentinel
        QVERIFY2(called.err.contains("finished; events:"), called.all());
    }

    void aGuardsLockIsFoundByItsLine() {
        const QStringList run{"run", "philosophers", "--interactive", "--break", "op=mutex.acquire line=32"};
        const Called called = callHeddle(run, "c\nq\n");
        QVERIFY2(called.out.contains("stands at \"op=mutex.acquire line=32\":"), called.all());
        QVERIFY2(called.out.contains("mutex.acquire of fork-0, program.cpp:32"), called.all());
    }

    void lookingBackShowsTheWorldAndMovesNobody() {
        const Called called =
            callHeddle({"run", "queues", "--interactive"}, times(9, "\n") + "b\nb\nf\nf\nf\np\nq\n");
        const QList<int> steps = stepsIn(called.out);
        const int last = steps.last();
        const auto world = [&](int step) { return QString("step %1 of %2: ").arg(step).arg(last).toUtf8(); };
        QCOMPARE(called.out.count(world(last - 1)), 2);
        QCOMPARE(called.out.count(world(last - 2)), 1);
        QCOMPARE(called.out.count(world(last)), 2);  // f, and p
        QVERIFY2(called.out.contains("this is where the run stands"), called.all());
        QVERIFY2(called.out.contains("main: stands before thread.start"), called.all());
        QCOMPARE(called.exitCode, 0);
    }

    void lookingBackGoesToWhatAFilterMatches() {
        const Called called = callHeddle({"run", "queues", "--interactive"},
                                         times(9, "\n") + "bb\nff\nb op=thread.start\nf op=queue.join\n"
                                                          "b colour=red\nq\n");
        const QStringList lines = QString::fromUtf8(called.out).split('\n');
        const int last = stepsIn(called.out).last();
        const auto world = [&](int step) { return QString("step %1 of %2").arg(step).arg(last); };
        QCOMPARE(lines.filter(world(0)).size(), 1);                                // bb
        QCOMPARE(lines.filter(world(last)).size(), 1);                             // ff
        QCOMPARE(lines.filter(QRegularExpression("^step [0-9]+ of ")).size(), 3);  // and to the start
        QVERIFY2(called.out.contains("no later step matches"), called.all());
        QVERIFY2(called.out.contains("colour"), called.all());
        QCOMPARE(called.exitCode, 0);
    }

    void aNumberWhileLookingBackRunsTheProgramAgainFromThere() {
        const QTemporaryDir folder;
        const QStringList run{"run",           "threads", "workers=2",
                              "--interactive", "-o",      folder.filePath("run.heddle")};
        const Called called = callHeddle(run, "1\n1\n2\nb\n3\n" + times(40, "\n"));
        QCOMPARE(called.exitCode, 0);
        QVERIFY2(called.out.contains("branch: the program runs again up to step 2\n"), called.all());
        QVERIFY2(called.err.contains("finished"), called.all());
        const QStringList first = Recorded::open(folder.filePath("run.heddle")).story();
        const QStringList branch = Recorded::open(folder.filePath("run-2.heddle")).story();
        QVERIFY(!branch.isEmpty() && first.mid(0, 6) == branch.mid(0, 6));
        QVERIFY(branch.size() > first.size());
        QVERIFY(first.filter("worker-0 print").filter("done").size() == 1);
        QVERIFY(branch.filter("print").filter("done").first().startsWith("main/worker-1"));
    }

    void whoIsKilledWhileOneReadsIsToldAtOnceAndWasNotLetGo() {
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"), {"run", "processes", "workers=1", "--interactive"});
        QByteArray out;
        const auto reads = [&](const QRegularExpression& what) {
            const auto isThere = [&] {
                out += heddle.readAllStandardOutput();
                return what.match(QString::fromUtf8(out)).hasMatch();
            };
            return QTest::qWaitFor(isThere, 20'000);
        };
        heddle.write("1\n");
        const QRegularExpression stands("worker-0 +at the gate +print.*pid ([0-9]+)\n");
        QVERIFY2(reads(stands), out);
        ::kill(stands.match(QString::fromUtf8(out)).captured(1).toInt(), SIGKILL);
        QVERIFY2(reads(QRegularExpression("\n +worker-0 was killed before print\n")), out);
        QVERIFY2(reads(QRegularExpression("worker-0 +ended\n")), out);
        heddle.write("q\n");
        QVERIFY(heddle.waitForFinished(20'000));
        out += heddle.readAllStandardOutput();
        QCOMPARE(out.count("was killed"), 2);  // its process, and nobody whom Heddle ended with the run
    }

    void aRunIsReplayedUpToAStepAndHandedOver() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        QCOMPARE(callHeddle({"run", "queues", "--step", "random", "--seed", "4", "-o", file}).exitCode, 0);
        const Called called = callHeddle({"replay", file, "--until", "20", "--interactive"}, "\nc\n");
        QCOMPARE(called.exitCode, 0);
        QCOMPARE(stepsIn(called.out).first(), 20);
        QVERIFY2(called.err.contains("finished"), called.all());
    }

    void aRunStandsAtATrouble() {
        const Called called = callHeddle(
            {"record", "--interactive", "--", builtProgram("tests/JourneyProgram"), "deadlock"}, "c\nc\n");
        QCOMPARE(called.exitCode, 3);
        QVERIFY2(called.out.contains("stands at a trouble: Deadlock: "), called.all());
    }

    void whoQuitsWhereAllWaitHasFoundTheTrouble() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        const Called called =
            callHeddle({"run", "forgotten-sentinel", "--interactive", "-o", file}, "c\nq\n");
        QVERIFY2(called.out.contains("stands at a trouble: Stuck: "), called.all());
        QCOMPARE(called.exitCode, 3);
        const QJsonArray verdicts = Recorded::open(file).verdicts();
        QCOMPARE(verdicts.size(), 1);
        QCOMPARE(verdicts[0].toObject()["kind"].toString(), QString("stuck"));
    }

    void aRunStandsAtTheStepThatIsATrouble() {
        const Called called = callHeddle({"run", "lost-update", "variant=broken", "--interactive"}, "c\nc\n");
        const QRegularExpression stands(
            "stands at a trouble: Unprotected sharing: .*\\(step ([0-9]+)\\), under");
        const auto match = stands.match(QString::fromUtf8(called.out));
        QVERIFY2(match.hasMatch(), called.all());
        const QString rest = QString::fromUtf8(called.out).mid(match.capturedEnd());
        QCOMPARE(stepsIn(rest.toUtf8()).first(), match.captured(1).toInt());
        QVERIFY2(called.exitCode == 3 || called.exitCode == 4, called.all());
    }

    void whatIsTypedIsNotTheProgramsToRead() {
        const Called called = callHeddle(
            {"record", "--interactive", "--", builtProgram("tests/JourneyProgram"), "read"}, "c\nb\nb\n");
        QCOMPARE(called.exitCode, 0);
        QVERIFY2(called.out.contains("| read 0\n"), called.all());
    }

    void theEndOfTheInputEndsTheRun() {
        const Called called = callHeddle({"run", "threads", "--interactive"}, "");
        QCOMPARE(called.exitCode, 0);
        QVERIFY2(called.err.contains("stopped"), called.all());
    }

    void whatIsNoCommandIsSaid() {
        const Called called = callHeddle({"run", "threads", "--interactive"}, "dance\n99\n?\nq\n");
        QVERIFY2(called.out.contains("there is no worker and no command \"dance\""), called.all());
        QVERIFY2(called.out.contains("there is no worker and no command \"99\""), called.all());
        QCOMPARE(called.out.count("continue: to the next breakpoint"), 1);
    }

    void wrongUseIsSaid_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("free") << QStringList{"--free", "--interactive"};
        QTest::newRow("nobody to go on") << QStringList{"--step", "random", "--break", "op=queue.get"};
        QTest::newRow("no filter") << QStringList{"--interactive", "--break", "op=nonsense"};
        QTest::newRow("an empty filter") << QStringList{"--interactive", "--break", " "};
        QTest::newRow("no depth") << QStringList{"--interactive", "--depth", "deep"};
        QTest::newRow("a depth of a free run") << QStringList{"--depth", "library"};
    }
    void wrongUseIsSaid() {
        QFETCH(QStringList, options);
        const Called called = callHeddle(QStringList{"run", "queues"} + options, "q\n");
        QVERIFY2(called.exitCode == 2, called.all());
        QCOMPARE(called.sentences(), 1);
    }

    void theLibrarysDepthIsListedWhenAskedFor() {
        const QStringList run{"run", "queues", "between=processes", "items=2", "workers=1", "--interactive"};
        QVERIFY(!callHeddle(run, times(400, "\n")).out.contains("feeder"));
        const Called called = callHeddle(run + QStringList{"--depth", "library"}, times(400, "\n"));
        QVERIFY2(called.out.contains("feeder"), called.all());
        QVERIFY2(called.err.contains("finished"), called.all());
    }
};

QTEST_GUILESS_MAIN(SteppingTest)
#include "SteppingTest.moc"
