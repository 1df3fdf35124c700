// SPDX-License-Identifier: MIT
// Program, supervisor and Heddle end in every way, and at any instant; /proc tells what is left of them.
#include "core/base/Time.h"
#include "tests/core/supervise/Supervised.h"

#include <QRandomGenerator>
#include <algorithm>
#include <csignal>
#include <ctime>
#include <sys/prctl.h>

using namespace heddle;
using namespace heddle::test;

namespace {

// As Heddle would, in a process of its own: starts the program, says that it runs, and waits to be killed.
[[noreturn]] void beHeddle(const std::string& what, const std::string& number, int readiness) {
    Supervised run({what, number});
    if (run.link == nullptr || run.readLine() != "READY")
        _exit(1);
    const ssize_t written = write(readiness, "R", 1);
    for (;;)
        written == 1 ? pause() : (_exit(1), 0);
}

// Until all that has come to us, and all that comes to us when these end, has ended by itself.
bool allEndByThemselves() {
    while (hasChildren()) {
        for (const std::int32_t pid : childrenOf(getpid())) {
            const FileDescriptor child = openChild(pid);
            pollfd process{child.number(), POLLIN, 0};
            if (child.isOpen() && poll(&process, 1, 20000) <= 0)
                return false;
            reapChild(pid);
        }
    }
    return true;
}

}  // namespace

class NothingIsLeftTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();

    void endAllLeavesNothing();
    void destroyingTheLinkLeavesNothing();
    void programThatForksWithoutEndIsEnded();
    void killedSupervisorLeavesNothing();
    void supervisorKilledAtAnyInstantLeavesNothing();
    void otherChildrenOutliveAKilledSupervisor();
    void stoppedSupervisorIsNotWaitedForForEver();
    void killedHeddleLeavesNothing();
    void heddleKilledAtAnyInstantLeavesNothing();

private:
    void letTimePass(Span atMost);

    quint32 m_seed = QRandomGenerator::system()->generate();
    QRandomGenerator m_random{m_seed};
};

void NothingIsLeftTest::initTestCase() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    qInfo("seed %u", m_seed);
}

// After every test: no orphan and no zombie.
void NothingIsLeftTest::cleanup() {
    const auto left = descendantsOf(getpid());
    QVERIFY2(left.empty(), qPrintable(QString("%1 processes are left").arg(left.size())));
}

// A random part of it: the instant of a kill.
void NothingIsLeftTest::letTimePass(Span atMost) {
    const timespec part{0, m_random.bounded(static_cast<qint64>(atMost.ns))};
    nanosleep(&part, nullptr);
}

void NothingIsLeftTest::endAllLeavesNothing() {
    Supervised run({"chain", "5"});
    QCOMPARE(run.readLine(), std::string("READY"));
    run.link->endAll();
    const auto ended = only(Kind::ended, run.reportsToTheEnd());
    QCOMPARE(ended.size(), 12U);  // six that stayed, and the zombie of each
    QCOMPARE(std::count_if(ended.begin(), ended.end(), [](const Report& r) { return r.isRoot == 1; }), 1);
    QCOMPARE(
        std::count_if(ended.begin(), ended.end(), [](const Report& r) { return r.ending.exitCode() == 3; }),
        6);
}

void NothingIsLeftTest::destroyingTheLinkLeavesNothing() {
    Supervised run({"chain", "5"});
    QCOMPARE(run.readLine(), std::string("READY"));
    run.link.reset();
}

void NothingIsLeftTest::programThatForksWithoutEndIsEnded() {
    Supervised run({"fork on", "2000"});
    QCOMPARE(run.readLine(), std::string("READY"));
    run.link->endAll();
    QVERIFY(run.reportsToTheEnd().back().kind == Kind::allGone);
}

void NothingIsLeftTest::killedSupervisorLeavesNothing() {
    for (const char* what : {"chain", "daemon and stay"}) {
        Supervised run({what, "4"});
        QCOMPARE(run.readLine(), std::string("READY"));
        sendSignal(run.link->pidfd(), SIGKILL);
        const auto reports = run.reportsToTheEnd();
        QVERIFY(reports.front().kind == Kind::lost);
        QVERIFY(reports.back().kind == Kind::allGone);
        const auto ended = only(Kind::ended, reports);
        QVERIFY(std::any_of(ended.begin(), ended.end(), [](const Report& r) { return r.isRoot == 1; }));
        QVERIFY(descendantsOf(getpid()).empty());
    }
}

void NothingIsLeftTest::supervisorKilledAtAnyInstantLeavesNothing() {
    for (int round = 0; round < 100; ++round) {
        Supervised run({round % 2 == 0 ? "chain" : "daemon", "8"});
        letTimePass(Span::millis(4));
        sendSignal(run.link->pidfd(), SIGKILL);
        QVERIFY(run.reportsToTheEnd().back().kind == Kind::allGone);
        const auto left = descendantsOf(getpid());
        QVERIFY2(left.empty(), qPrintable(QString("round %1: %2 are left").arg(round).arg(left.size())));
    }
}

void NothingIsLeftTest::otherChildrenOutliveAKilledSupervisor() {
    Supervised other({"stay"});
    QCOMPARE(other.readLine(), std::string("READY"));
    const pid_t zombie = fork();
    if (zombie == 0)
        _exit(5);
    const FileDescriptor zombieProcess = openChild(zombie);
    pollfd ended{zombieProcess.number(), POLLIN, 0};
    QCOMPARE(poll(&ended, 1, 20000), 1);

    Supervised run({"chain", "3"});
    QCOMPARE(run.readLine(), std::string("READY"));
    sendSignal(run.link->pidfd(), SIGKILL);
    run.reportsToTheEnd();

    QVERIFY(!other.link->next());
    QVERIFY(endedChild(zombie));
    reapChild(zombie);
    other.link->endAll();
    QCOMPARE(other.reportsToTheEnd().size(), 2U);
}

void NothingIsLeftTest::stoppedSupervisorIsNotWaitedForForEver() {
    Supervised run({"chain", "2"});
    QCOMPARE(run.readLine(), std::string("READY"));
    sendSignal(run.link->pidfd(), SIGSTOP);
    run.link.reset();
}

void NothingIsLeftTest::killedHeddleLeavesNothing() {
    for (const char* what : {"chain", "daemon and stay", "fork on"}) {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC) == 0);
        const FileDescriptor ready(ends[0]), readiness(ends[1]);
        const pid_t heddle = fork();
        if (heddle == 0)
            beHeddle(what, "200", readiness.number());
        char byte = 0;
        QVERIFY(read(ready.number(), &byte, 1) == 1);
        QVERIFY(signalChild(heddle, SIGKILL));
        QVERIFY2(allEndByThemselves(), what);
    }
}

void NothingIsLeftTest::heddleKilledAtAnyInstantLeavesNothing() {
    for (int round = 0; round < 100; ++round) {
        int ends[2];
        QVERIFY(pipe2(ends, O_CLOEXEC) == 0);
        const FileDescriptor readiness(ends[1]), ready(ends[0]);
        const pid_t heddle = fork();
        if (heddle == 0)
            beHeddle(round % 2 == 0 ? "chain" : "daemon and stay", "8", readiness.number());
        letTimePass(Span::millis(8));
        QVERIFY(signalChild(heddle, SIGKILL));
        QVERIFY2(allEndByThemselves(), qPrintable(QString("round %1").arg(round)));
    }
}

QTEST_GUILESS_MAIN(NothingIsLeftTest)
#include "NothingIsLeftTest.moc"
