// SPDX-License-Identifier: MIT
// Where something runs out: what cannot be watched is said, and nobody waits for it.
#include <QTest>

#include "tests/journey/Journey.h"

using namespace heddle::test;

class LimitsTest : public QObject {
    Q_OBJECT
private slots:
    void processesThatHaveEndedCostNoDescriptor_data();
    void processesThatHaveEndedCostNoDescriptor();
    void limitIsRaisedForHeddleAndNotForTheProgram();
    void runOfWhichNotAllCanBeWatchedIsEndedAndNotWhole_data();
    void runOfWhichNotAllCanBeWatchedIsEndedAndNotWhole();
    void tooFewDescriptorsForHeddleItselfAreOneSentence();
    void threadsThatCannotBeWatchedAreCounted();
    void threadThatCannotBeWatchedIsNotStartedInAHeldRun();
    void runEndsAtItsTimeoutThoughNobodyReadsItsOutput();
    void runEndsWhenAskedThoughNobodyReadsItsOutput();
};

namespace {

// `limits`: the words of a shell's ulimit.
Called heddleWithin(const QString& limits, const QStringList& arguments) {
    return call("/bin/sh",
                QStringList{"-c", "ulimit " + limits + "; exec \"$@\"", "sh", builtProgram("bin/heddle")} +
                    arguments);
}

Called recordWithin(const QString& limits, const QStringList& options, const QStringList& program) {
    return heddleWithin(limits, QStringList{"record"} + options + QStringList{"--"} + program);
}

QStringList journeyProgram(const QStringList& arguments) {
    return QStringList{builtProgram("tests/JourneyProgram")} + arguments;
}

void addModes() {
    QTest::addColumn<QStringList>("mode");
    QTest::newRow("free") << QStringList{"--free"};
    QTest::newRow("held") << QStringList{"--step", "round-robin"};
}

}  // namespace

void LimitsTest::processesThatHaveEndedCostNoDescriptor_data() {
    addModes();
}

void LimitsTest::processesThatHaveEndedCostNoDescriptor() {
    QFETCH(QStringList, mode);
    const Called run = recordWithin("-n 64", mode + QStringList{"--timeout", "60"},
                                    journeyProgram({"processes in turn", "100"}));
    QVERIFY2(run.exitCode == 0, run.all());
    QVERIFY2(run.sentences() == 1 && run.err.contains(" + 0 lost"), run.all());
}

void LimitsTest::limitIsRaisedForHeddleAndNotForTheProgram() {
    const Called many =
        recordWithin("-S -n 40", {"--free", "--timeout", "60"}, journeyProgram({"processes at once", "50"}));
    QVERIFY2(many.exitCode == 0 && many.sentences() == 1, many.all());
    const Called told = recordWithin("-S -n 40", {}, {"/bin/sh", "-c", "ulimit -n"});
    QCOMPARE(told.out, QByteArray("40\n"));
}

void LimitsTest::runOfWhichNotAllCanBeWatchedIsEndedAndNotWhole_data() {
    addModes();
}

void LimitsTest::runOfWhichNotAllCanBeWatchedIsEndedAndNotWhole() {
    QFETCH(QStringList, mode);
    const Called run = recordWithin("-n 40", mode + QStringList{"--timeout", "60"},
                                    journeyProgram({"processes at once", "30"}));
    QVERIFY2(run.exitCode == 1, run.all());
    QVERIFY2(run.err.contains("no file descriptor left to watch process"), run.all());
}

void LimitsTest::tooFewDescriptorsForHeddleItselfAreOneSentence() {
    int failed = 0, fine = 0;
    for (int limit = 8; limit <= 40; ++limit) {
        const Called run =
            call("/bin/sh", {"-c",
                             "ulimit -n " + QString::number(limit) +
                                 "; exec timeout -s KILL 20 \"$0\" run threads workers=2 --free",
                             builtProgram("bin/heddle")});
        const QByteArray facts = "with " + QByteArray::number(limit) + ": " + run.all();
        QVERIFY2(run.exitCode == 0 || run.exitCode == 1, facts);
        QVERIFY2(run.err.count("heddle: ") == 1, facts);
        ++(run.exitCode == 0 ? fine : failed);
    }
    QVERIFY2(failed > 0 && fine > 0,
             QByteArray::number(failed) + " failed, " + QByteArray::number(fine) + " did not");
}

void LimitsTest::threadsThatCannotBeWatchedAreCounted() {
    const Called run = recordWithin("-n 200", {"--free", "--timeout", "60"},
                                    journeyProgram({"threads without descriptors", "70"}));
    QVERIFY2(run.exitCode == 1, run.all());
    QVERIFY2(run.err.contains("7 workers could not be watched"), run.all());
    QCOMPARE(run.out, QByteArray("refused: 0\n"));
}

void LimitsTest::threadThatCannotBeWatchedIsNotStartedInAHeldRun() {
    const Called run = recordWithin("-n 200", {"--step", "round-robin", "--timeout", "60"},
                                    journeyProgram({"threads without descriptors", "70"}));
    QVERIFY2(run.exitCode == 0, run.all());
    QCOMPARE(run.out, QByteArray("refused: 7\n"));
}

namespace {

// With a stdout that takes what a pipe holds, and that nobody ever reads.
Called withoutReader(const QStringList& words) {
    const QTemporaryDir folder;
    return call("/bin/sh", QStringList{"-c", "mkfifo \"$0\" && exec 3<>\"$0\" && exec \"$@\" >&3",
                                       folder.filePath("unread")} +
                               words);
}

}  // namespace

void LimitsTest::runEndsAtItsTimeoutThoughNobodyReadsItsOutput() {
    const Called run = withoutReader({"timeout", "-s", "KILL", "60", builtProgram("bin/heddle"), "record",
                                      "--free", "--timeout", "1", "--", "yes"});
    QVERIFY2(run.exitCode == 5, run.all());
    QVERIFY2(run.err.contains("nobody read the last"), run.all());
}

void LimitsTest::runEndsWhenAskedThoughNobodyReadsItsOutput() {
    const Called run = withoutReader({"timeout", "--preserve-status", "-k", "60", "1",
                                      builtProgram("bin/heddle"), "record", "--free", "--", "yes"});
    QVERIFY2(run.exitCode == 128 + 15, run.all());
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "LimitsTest.moc"
