// SPDX-License-Identifier: MIT
// A run that is chosen by hand in the terminal: what is listed, and what is typed.
#include "tests/journey/Journey.h"

#include <QFile>
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

// What is printed of a world, by the place that it is said to be of: "step 3" or "grant 3". Of each place in
// turn, as often as it is printed.
QMap<QString, QStringList> worldsIn(const QByteArray& out) {
    QMap<QString, QStringList> worlds;
    QString place;
    for (const QString& line : QString::fromUtf8(out).split('\n')) {
        static const QRegularExpression head("^((step|grant) [0-9]+) of [0-9]+(: .*)?$");
        if (const auto match = head.match(line); match.hasMatch()) {
            place = match.captured(1);
            worlds[place] << match.captured(3);
        } else if (!place.isEmpty() && line.startsWith("  ") && line[2] != ' ' && !line[2].isDigit()) {
            worlds[place].last() += "\n" + line;
        } else {
            place.clear();
        }
    }
    return worlds;
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
        QVERIFY2(called.out.contains("  1  main: stands before thread.start"), called.all());
        QCOMPARE(called.exitCode, 0);
    }

    void theWorldThatIsLookedBackAtIsTheOneThatStoodThere_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("place");
        const QStringList run{"run", "queues", "between=processes", "items=20", "workers=1", "--interactive"};
        QTest::newRow("steps") << run << "step";
        QTest::newRow("grants") << run + QStringList{"--depth", "library"} << "grant";
    }
    void theWorldThatIsLookedBackAtIsTheOneThatStoodThere() {
        QFETCH(QStringList, options);
        QFETCH(QString, place);
        constexpr int steps = 25;
        const Called called =
            callHeddle(options, "p\n" + times(steps, "\np\n") + "bb\n" + times(steps, "f\n") + "q\n");
        const QMap<QString, QStringList> worlds = worldsIn(called.out);
        QVERIFY2(worlds.size() >= steps - 5, called.all());
        for (auto world = worlds.begin(); world != worlds.end(); ++world) {
            QVERIFY2(world.key().startsWith(place + " "), qPrintable(world.key()));
            QVERIFY2(world->size() >= 2, qPrintable(world.key() + "\n" + called.all()));
            QCOMPARE(world.key() + world->last(), world.key() + world->at(world->size() - 2));
        }
    }

    void aBranchAtTheLibrarysDepthBeginsWhereItWasLookedAt() {
        const QStringList run{"run",       "queues",        "between=processes", "items=20",
                              "workers=1", "--interactive", "--depth",           "library"};
        const Called called = callHeddle(run, times(12, "\n") + "b\nb\nb\n1\nb\nq\n");
        const QRegularExpression branched("branch: the program runs again up to (grant [0-9]+)\n");
        const auto match = branched.match(QString::fromUtf8(called.out));
        QVERIFY2(match.hasMatch(), called.all());
        const QStringList worlds = worldsIn(called.out)[match.captured(1)];  // before, and in the branch
        QCOMPARE(worlds.size(), 2);
        QCOMPARE(worlds[1], worlds[0]);
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

    void whoCannotGoThereMakesNoBranch() {
        const QStringList run{"run", "lock-order", "--interactive", "--step", "random", "--seed", "7"};
        const Called called = callHeddle(run, "c\nbb\n3\n\nff\nq\n");
        QVERIFY2(called.out.contains("has not come to its gate yet"), called.all());
        QVERIFY2(called.out.contains("this is the past: a worker's number branches from here"), called.all());
        QVERIFY2(!called.out.contains("branch: "), called.all());
        QCOMPARE(called.exitCode, 3);  // the run stands in its deadlock still
    }

    void aBranchLeavesAloneWhateverIsThere() {
        const QTemporaryDir folder;
        QFile other(folder.filePath("run-2.heddle"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
        other.close();
        const QStringList run{"run",           "threads", "workers=2",
                              "--interactive", "-o",      folder.filePath("run.heddle")};
        const Called called = callHeddle(run, "1\n1\n2\nb\n3\nq\n");
        QVERIFY2(called.err.contains("saved to " + folder.filePath("run.heddle").toUtf8() + "\n"),
                 called.all());
        QVERIFY2(called.err.contains("saved to " + folder.filePath("run-3.heddle").toUtf8() + "\n"),
                 called.all());
        QVERIFY(!Recorded::open(folder.filePath("run-3.heddle")).story().isEmpty());
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), QByteArray("mine"));
    }

    void whoIsKilledWhileOneReadsIsToldAtOnceAndWasNotLetGo() {
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"), {"run", "processes", "workers=1", "--interactive"});
        QByteArray out;
        const auto reads = [&](const QRegularExpression& what) { return comes(what, heddle, out); };
        heddle.write("1\n");
        const QRegularExpression stands("worker-0 +at the gate +shared.load.*pid ([0-9]+)\n");
        QVERIFY2(reads(stands), out);
        QVERIFY2(killTold(stands, out), out);
        QVERIFY2(reads(QRegularExpression(
                     "\n +worker-0 was killed before load on main/worker-0/counter, which had not begun\n")),
                 out);
        QVERIFY2(reads(QRegularExpression("worker-0 +ended\n")), out);
        heddle.write("q\n");
        QVERIFY(heddle.waitForFinished(20'000));
        out += heddle.readAllStandardOutput();
        QCOMPARE(out.count("was killed"), 2);  // its process, and nobody whom Heddle ended with the run
    }

    void behindADeathFromOutsideNoOtherRunFollows() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"),
                     {"run", "processes", "workers=2", "--interactive", "-o", file});
        QByteArray out;
        const auto reads = [&](const QRegularExpression& what) { return comes(what, heddle, out); };
        heddle.write("1\n1\n");
        QVERIFY2(reads(QRegularExpression("step 2\n(.*\n)+.*worker-1 +at the gate.*\n")), out);
        const QRegularExpression first("worker-0 +at the gate +shared.load.*pid ([0-9]+)\n");
        QVERIFY2(killTold(first, out), out);
        QVERIFY2(reads(QRegularExpression("worker-0 +ended\n")), out);
        heddle.write("3\nb\n1\nb\n1\nq\n");
        QVERIFY(heddle.waitForFinished(20'000));
        out += heddle.readAllStandardOutput();
        QCOMPARE(out.count("behind step 2 somebody from outside killed a process"), 1);
        QVERIFY2(out.contains("branch: the program runs again up to step 2\n"), out);
        const Called replayed = callHeddle({"replay", file});
        QVERIFY2(replayed.err.contains("warning: behind step 2 somebody from outside killed a process"),
                 replayed.all());
        const Called cut = callHeddle({"replay", file, "--until", "2"});
        QCOMPARE(cut.exitCode, 0);
        QVERIFY2(!cut.err.contains("from outside"), cut.all());
    }

    void whoComputesLongBeforeItsFirstOperationIsInTheList() {
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"),
                     {"run", "threads", "workers=1", "workMs=4000", "--interactive"});
        heddle.write("1\n");
        QByteArray out;
        const QRegularExpression row("\n  2 +worker-0 +set aside\\b");
        QVERIFY2(comes(row, heddle, out), out);
        heddle.write("2\nq\n");
        QVERIFY(heddle.waitForFinished(20'000));
        out += heddle.readAllStandardOutput();
        QVERIFY2(out.contains("worker-0 was let go, and computes or waits for something outside"), out);
    }

    void whomHeddleEndedIsNoStepThoughTheRunFailed() {
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"), {"run", "processes", "workers=2", "--interactive"});
        QByteArray out;
        const auto reads = [&](const QRegularExpression& what) { return comes(what, heddle, out); };
        heddle.write("1\n1\n");
        QVERIFY2(reads(QRegularExpression("step 2\n(.*\n)+.*worker-1 +at the gate.*\n")), out);
        const QRegularExpression first("  1 +main .*pid ([0-9]+)\n");
        QVERIFY2(killTold(first, out), out);
        QVERIFY2(reads(QRegularExpression("main was killed by SIGKILL")), out);
        heddle.write("q\n");
        QVERIFY(heddle.waitForFinished(20'000));
        out += heddle.readAllStandardOutput();
        QCOMPARE(out.count("was killed by SIGKILL"), 1);
    }

    void aRunWhoseHeddleWasKilledIsFollowedAsFarAsItsFileGoes() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"),
                     {"run", "threads", "workers=3", "--interactive", "-o", file});
        heddle.write("1\n1\n1\n4\n");
        const auto grants = [&] {
            const QString told = QString::fromUtf8(callHeddle({"info", file}).out);
            return QRegularExpression("([0-9]+) grants").match(told).captured(1).toInt();
        };
        QTRY_COMPARE_WITH_TIMEOUT(grants(), 4, 20'000);
        heddle.kill();
        QVERIFY(heddle.waitForFinished(20'000));
        QCOMPARE(grants(), 4);
        const QString again = folder.filePath("again.heddle");
        const Called madeUp = callHeddle({"replay", file});
        QCOMPARE(madeUp.exitCode, 2);
        QVERIFY2(madeUp.err.contains("behind step 3 its order is not known: --until 3, or --then"),
                 madeUp.all());
        QCOMPARE(callHeddle({"replay", file, "--until", "4", "--then", "random"}).exitCode, 2);
        QCOMPARE(callHeddle({"replay", file, "--until", "3"}).exitCode, 0);
        const Called replayed = callHeddle({"replay", file, "--then", "round-robin", "-o", again});
        QVERIFY2(replayed.exitCode == 0, replayed.all());
        const QStringList prints = Recorded::open(again).story().filter("print").filter("done");
        QVERIFY2(prints.first().startsWith("main/worker-2"), qPrintable(prints.join("\n")));
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
