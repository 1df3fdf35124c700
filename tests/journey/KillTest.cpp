// SPDX-License-Identifier: MIT
// Heddle, its supervisor or a worker is killed at a random instant of a real run. Nothing may be left: this
// process is a subreaper, so that whatever is left comes to it.
#include <QTest>

#include "core/supervise/ProcessTable.h"
#include "tests/journey/Journey.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <csignal>
#include <ctime>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace heddle;
using namespace heddle::test;

class KillTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();

    void killedHeddleLeavesNothing_data();
    void killedHeddleLeavesNothing();
    void killedSupervisorEndsTheRunAndLeavesNothing();
    void killedWorkerLosesNothingThatItRecorded();

private:
    void letTimePass();
    void kill(std::int32_t pid);

    quint32 m_seed = QRandomGenerator::system()->generate();
    QRandomGenerator m_random{m_seed};
};

namespace {

// heddle record -- JourneyProgram "go on", until it said READY.
struct Going {
    QTemporaryDir folder;
    QProcess heddle;

    explicit Going(const QStringList& options) {
        heddle.setWorkingDirectory(folder.path());
        heddle.start(builtProgram("bin/heddle"),
                     QStringList{"record"} + options +
                         QStringList{"-o", folder.filePath("run.heddle"), "--",
                                     builtProgram("tests/JourneyProgram"), "go on"});
        while (!heddle.canReadLine() && heddle.waitForReadyRead(60000)) {
        }
    }

    bool isGoing() { return heddle.readLine() == "READY\n"; }
    std::int32_t supervisor() const {
        return childrenOf(static_cast<std::int32_t>(heddle.processId())).at(0);
    }
    std::int32_t root() const { return childrenOf(supervisor()).at(0); }
};

std::vector<std::int32_t> descendantsOf(std::int32_t pid) {
    std::vector<std::int32_t> all = childrenOf(pid);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto children = childrenOf(all[i]);
        all.insert(all.end(), children.begin(), children.end());
    }
    return all;
}

bool allEndByThemselves() {
    while (hasChildren())
        for (const std::int32_t pid : childrenOf(getpid())) {
            const FileDescriptor child = openChild(pid);
            pollfd process{child.number(), POLLIN, 0};
            if (child.isOpen() && poll(&process, 1, 20000) <= 0)
                return false;
            reapChild(pid);
        }
    return true;
}

}  // namespace

void KillTest::initTestCase() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    qInfo("seed %u", m_seed);
}

void KillTest::cleanup() {
    const auto left = descendantsOf(getpid());
    QVERIFY2(left.empty(), qPrintable(QString("%1 processes are left").arg(left.size())));
}

// A random instant is the point of it; nothing waits for anything by this.
void KillTest::letTimePass() {
    const timespec part{0, m_random.bounded(20'000'000)};
    nanosleep(&part, nullptr);
}

void KillTest::kill(std::int32_t pid) {
    const FileDescriptor process = openProcess(pid);
    QVERIFY(sendSignal(process.number(), SIGKILL));
}

void KillTest::killedHeddleLeavesNothing_data() {
    QTest::addColumn<QStringList>("options");
    QTest::newRow("free") << QStringList{};
    QTest::newRow("held") << QStringList{"--step", "random", "--seed", "2"};
}

void KillTest::killedHeddleLeavesNothing() {
    QFETCH(QStringList, options);
    for (int round = 0; round < 8; ++round) {
        Going run(options);
        QVERIFY2(run.isGoing(), run.heddle.readAllStandardError());
        letTimePass();
        kill(static_cast<std::int32_t>(run.heddle.processId()));
        run.heddle.waitForFinished();
        QVERIFY2(allEndByThemselves(), qPrintable(QString("round %1").arg(round)));
        const QStringList files = QDir(run.folder.path()).entryList(QDir::Files);
        QVERIFY2(files == QStringList{"run.heddle"}, qPrintable(files.join(' ')));
        const Called info = callHeddle({"info", run.folder.filePath("run.heddle")});
        QVERIFY2(info.exitCode == 0 || info.sentences() == 1,
                 info.all());  // up to the cut, or nothing was written yet
    }
}

void KillTest::killedSupervisorEndsTheRunAndLeavesNothing() {
    for (int round = 0; round < 8; ++round) {
        Going run({});
        QVERIFY2(run.isGoing(), run.heddle.readAllStandardError());
        letTimePass();
        kill(run.supervisor());
        QVERIFY2(run.heddle.waitForFinished(30000), qPrintable(QString("round %1").arg(round)));
        QCOMPARE(run.heddle.exitCode(), 1);  // it is not the program that failed
        QVERIFY2(allEndByThemselves(), qPrintable(QString("round %1").arg(round)));
        QCOMPARE(callHeddle({"info", run.folder.filePath("run.heddle")}).exitCode, 0);
    }
}

void KillTest::killedWorkerLosesNothingThatItRecorded() {
    for (int round = 0; round < 8; ++round) {
        Going run({});
        QVERIFY2(run.isGoing(), run.heddle.readAllStandardError());
        const auto processes = childrenOf(run.root());  // sender and receiver
        QCOMPARE(processes.size(), 2U);
        letTimePass();
        kill(processes[static_cast<std::size_t>(round % 2)]);
        QVERIFY(run.heddle.waitForFinished(60000));
        const Recorded recorded = Recorded::open(run.folder.filePath("run.heddle"));
        QVERIFY(recorded.isWhole());
        QVERIFY(!recorded.events("op=process.end outcome!=ok").isEmpty());
    }
}

QTEST_GUILESS_MAIN(KillTest)
#include "KillTest.moc"
