// SPDX-License-Identifier: MIT
// A run again, in the order in which its trace says it went: the whole of it, or up to a step.
#include "tests/journey/Journey.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace heddle::test;

class ReplayTest : public QObject {
    Q_OBJECT
private slots:
    void aReplayIsTheSameRun_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const char* lesson : {"threads", "queues", "pipes", "managers", "everything"})
            for (const char* chooser : {"random", "pct:3"})
                QTest::addRow("%s, %s", lesson, chooser)
                    << QStringList{lesson, "--step", chooser, "--seed", "7", "--timeout", "60"};
    }
    void aReplayIsTheSameRun() {
        QFETCH(QStringList, arguments);
        const QTemporaryDir folder;
        const QString first = folder.filePath("first.heddle"), again = folder.filePath("again.heddle");
        QCOMPARE(callHeddle(QStringList{"run"} + arguments + QStringList{"-o", first}).exitCode, 0);
        const Called replayed = callHeddle({"replay", first, "-o", again});
        QVERIFY2(replayed.exitCode == 0, replayed.all());
        QCOMPARE(Recorded::open(again).story(), Recorded::open(first).story());
        QCOMPARE(Recorded::open(again).info()["schedule"].toObject()["chooser"].toString(),
                 QString("replay"));
    }

    void aTraceIsNotReplayedOverItself() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        QCOMPARE(callHeddle({"run", "threads", "--step", "random", "-o", file}).exitCode, 0);
        const Called called = callHeddle(
            {"replay", file, "-o", folder.path() + "/../" + QDir(folder.path()).dirName() + "/run.heddle"});
        QCOMPARE(called.exitCode, 2);
        QVERIFY2(called.err.contains("written over"), called.all());
        QCOMPARE(callHeddle({"replay", file}).exitCode, 0);
    }

    void aProgramOfOnesOwnIsReplayedFromEveryFolder() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("run.heddle");
        const QString here = QDir::currentPath();
        QVERIFY(QDir::setCurrent(builtProgram("lib/heddle/lessons/threads")));
        const Called recorded =
            callHeddle({"record", "--step", "random", "-o", file, "--", "./program", "workers=2"});
        QVERIFY(QDir::setCurrent(folder.path()));
        const Called replayed = callHeddle({"replay", "run.heddle"});
        QVERIFY(QDir::setCurrent(here));
        QVERIFY2(recorded.exitCode == 0, recorded.all());
        QVERIFY2(replayed.exitCode == 0, replayed.all());
    }

    void whatItsArgumentsAreRelativeToIsTheFolderInWhichItWasRecorded() {
        const QTemporaryDir folder, other;
        const QString here = QDir::currentPath();
        QFile note(folder.filePath("note.txt"));
        QVERIFY(note.open(QIODevice::WriteOnly) && note.write("found\n") == 6);
        note.close();
        QVERIFY(QDir::setCurrent(folder.path()));
        const QString program = builtProgram("lib/heddle/lessons/threads") + "/program";
        const Called recorded = callHeddle({"record", "--step", "random", "-o", "run.heddle", "--", "sh",
                                            "-c", "cat note.txt && exec " + program + " workers=2"});
        QVERIFY(QDir::setCurrent(other.path()));
        const Called replayed = callHeddle({"replay", folder.filePath("run.heddle")});
        QVERIFY(QDir::setCurrent(here));
        QVERIFY2(recorded.exitCode == 0, recorded.all());
        QVERIFY2(replayed.exitCode == 0 && replayed.out.contains("found"), replayed.all());
    }

    void behindTheStepThatIsAskedForAnotherChooserGoesOn() {
        const QTemporaryDir folder;
        const QString first = folder.filePath("first.heddle"), other = folder.filePath("other.heddle");
        QCOMPARE(callHeddle({"run", "queues", "--step", "random", "--seed", "3", "-o", first}).exitCode, 0);
        const Called replayed =
            callHeddle({"replay", first, "--until", "40", "--then", "round-robin", "-o", other});
        QVERIFY2(replayed.exitCode == 0, replayed.all());
        const QStringList before = Recorded::open(first).story(), after = Recorded::open(other).story();
        QVERIFY(before.mid(0, 40) == after.mid(0, 40));
        QVERIFY(before != after);
    }

    void whatCannotBeReplayedIsSaid() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("free.heddle");
        QCOMPARE(callHeddle({"run", "threads", "-o", file}).exitCode, 0);
        const Called refused = callHeddle({"replay", file});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("only one that was held has an order to follow"), refused.all());
        QCOMPARE(callHeddle({"replay", folder.filePath("missing")}).exitCode, 2);
        QCOMPARE(callHeddle({"replay", file, "--then", "dice"}).exitCode, 2);
    }

    // 26 operations at 100 a second: they are let go one by one, and nothing else is slower than before.
    void slowMotionLetsSoManyOperationsGoInASecond() {
        QElapsedTimer clock;
        clock.start();
        const Recorded slow = Recorded::run({"queues", "workers=1", "items=5", "--slow", "100"});
        QVERIFY2(slow.called().exitCode == 0, slow.called().all());
        const qsizetype operations = slow.events("phase=done").size();
        QVERIFY2(clock.elapsed() >= operations * 10 / 2, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(slow.info()["mode"].toString(), QString("slow"));
        QCOMPARE(callHeddle({"run", "threads", "--slow", "0"}).exitCode, 2);
    }

    void slowMotionIsOfAnyChooser() {
        const QStringList run{"queues", "workers=2", "items=3", "--step", "random", "--seed", "5"};
        const Recorded fast = Recorded::run(run), slow = Recorded::run(run + QStringList{"--slow", "1000"});
        QVERIFY2(slow.called().exitCode == 0, slow.called().all());
        QCOMPARE(slow.info()["mode"].toString(), QString("slow"));
        QCOMPARE(slow.story(), fast.story());
        QVERIFY(slow.story() != Recorded::run(run.mid(0, 3) + QStringList{"--slow", "1000"}).story());
        QCOMPARE(callHeddle({"run", "queues", "--slow", "5", "--free"}).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "ReplayTest.moc"
