// SPDX-License-Identifier: MIT
// A run that stands, chosen by hand in the terminal: at a breakpoint of a replay, in a deadlock, before a
// sleep.
#include "tests/journey/Journey.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

using namespace heddle::test;

class StandingTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString file(const char* name) const { return m_folder.filePath(name); }
    QString recorded() const {
        const QString name = file("run.heddle");
        callHeddle({"run", "queues", "--step", "random", "--seed", "4", "-o", name});
        return name;
    }

private slots:
    void aReplayThatStoodAtABreakpointFollowsItsTraceOn() {
        const QString first = recorded(), again = file("again.heddle"), other = file("other.heddle");
        const Called called =
            callHeddle({"replay", first, "--interactive", "--break", "phase=waits", "-o", again},
                       QByteArray("c\n").repeated(80));
        QVERIFY2(called.exitCode == 0 && called.out.count("stands at") > 3, called.all());
        QCOMPARE(Recorded::open(again).story(), Recorded::open(first).story());
        QVERIFY(!called.out.contains("followed no more"));
        callHeddle({"run", "queues", "--step", "round-robin", "-o", other});
        QVERIFY(Recorded::open(other).story() != Recorded::open(first).story());
    }

    void emptyLinesGoAlongATraceStepByStep() {
        const QString first = recorded(), again = file("again.heddle");
        const Called called =
            callHeddle({"replay", first, "--interactive", "-o", again}, QByteArray("\n").repeated(300));
        QVERIFY2(called.exitCode == 0, called.all());
        QCOMPARE(Recorded::open(again).story(), Recorded::open(first).story());
        QVERIFY2(called.out.count("\nstep ") > 60, called.all());
        QVERIFY2(called.out.count("\n> ") > 60, called.all());  // whom the trace names
    }

    void whoLetsAnotherOneGoLeavesTheTraceAndIsTold() {
        const Called called = callHeddle({"replay", recorded(), "--interactive"}, "\n\n\n1\n1\n1\n1\nc\n");
        QVERIFY2(called.exitCode == 0, called.all());
        QCOMPARE(called.out.count("from here on the trace is followed no more; c goes on with round-robin"),
                 1);
    }

    void aStepThatTheRunDoesNotHaveIsRefused() {
        const Called called = callHeddle({"replay", recorded(), "--until", "999"});
        QCOMPARE(called.exitCode, 2);
        QVERIFY2(called.err.contains("its run has no step 999, the last is "), called.all());
    }

    // Of those that sleep, one's time comes first; who it is the branch itself knows.
    void whoseTimeComesCanBeLetGoOnABranch() {
        const QByteArray typed = QByteArray("\n").repeated(9) + "b\nb\n3\nq\n";
        const Called called = callHeddle({"record", "--interactive", "--",
                                          builtProgram("lib/heddle/tests/TestOperations"), "scene=deadlines"},
                                         typed);
        QVERIFY2(called.out.contains("branch: the program runs again up to step 7\n"), called.all());
        QVERIFY2(called.out.indexOf("after-1 has slept", called.out.indexOf("branch:")) > 0, called.all());
    }

    void whoIsKilledInADeadlockEndsItAndItWasOneAllTheSame() {
        QProcess heddle;
        heddle.start(builtProgram("bin/heddle"), {"run", "pipe-full", "--interactive"});
        QByteArray out;
        const auto reads = [&](const char* what) { return comes(QRegularExpression(what), heddle, out); };
        heddle.write(QByteArray("\n").repeated(8));
        QVERIFY2(reads("stands at a trouble: Deadlock: "), out);
        QVERIFY2(reads("partner .*pid [0-9]+\n"), out);
        const qsizetype told = out.size();
        const QRegularExpression pid("partner .*pid ([0-9]+)\n");
        QVERIFY2(killTold(pid, out), out);
        QVERIFY2(reads("partner +ended\n"), out);
        QVERIFY2(!out.mid(told).contains("stands at a trouble"), out);
        heddle.write("c\nc\n");
        QVERIFY(heddle.waitForFinished(20'000));
        const QByteArray err = heddle.readAllStandardError();
        QVERIFY2(err.contains("trouble: Deadlock: main waits to send"), err);
        QVERIFY2(err.contains("partner was killed by SIGKILL"), err);
    }
};

QTEST_GUILESS_MAIN(StandingTest)
#include "StandingTest.moc"
