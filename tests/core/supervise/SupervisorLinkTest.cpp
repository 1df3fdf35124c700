// SPDX-License-Identifier: MIT
#include "tests/core/supervise/Supervised.h"

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

using namespace heddle;
using namespace heddle::test;

class SupervisorLinkTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();

    void exitCodeOfTheProgramIsTold();
    void signalThatEndedTheProgramIsTold();
    void programThatIsMissingIsOneSentence();
    void programThatCannotBeExecutedIsOneSentence();
    void supervisorThatIsMissingIsOneSentence();
    void lastWordsAreHeardFromOneThatDidNotReadAllItsOrders();
    void programIsLookedUpInPath();
    void environmentIsAddedToOurs();
    void programRunsOnTheOneProcessorThatWasAskedFor();
    void onlyHandedDescriptorsArrive();
    void outputEndsWithTheProgramAndNotWithItsSupervisor();
    void orphansAreWaitedForAndReaped();
    void onlyTheNamedChildIsKilled();
    void endingOfAZombieThatIsNotOurChildIsRead();
};

void SupervisorLinkTest::initTestCase() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

// After every test: no orphan and no zombie.
void SupervisorLinkTest::cleanup() {
    const auto left = descendantsOf(getpid());
    QVERIFY2(left.empty(), qPrintable(QString("%1 processes are left").arg(left.size())));
}

void SupervisorLinkTest::exitCodeOfTheProgramIsTold() {
    Supervised run({"exit", "7"});
    QVERIFY2(run.link != nullptr, run.failure.c_str());
    const auto reports = run.reportsToTheEnd();
    QCOMPARE(reports.size(), 2U);
    QVERIFY(reports[0].kind == Kind::ended && reports[0].isRoot == 1);
    QCOMPARE(reports[0].pid, run.link->rootPid());
    QCOMPARE(reports[0].ending.exitCode(), 7);
    QVERIFY(!reports[0].ending.isBySignal());
    QVERIFY(reports[1].kind == Kind::allGone);
    QVERIFY(!run.link->next());
}

void SupervisorLinkTest::signalThatEndedTheProgramIsTold() {
    Supervised run({"signal", "11"});
    const auto ended = only(Kind::ended, run.reportsToTheEnd());
    QCOMPARE(ended.size(), 1U);
    QCOMPARE(ended[0].ending.signal(), SIGSEGV);
    QCOMPARE(ended[0].ending.exitCode(), 139);
}

void SupervisorLinkTest::programThatIsMissingIsOneSentence() {
    SuperviseRequest request;
    request.command = {"/nowhere/program"};
    QCOMPARE(Supervised({}, request).failure,
             std::string("start \"/nowhere/program\": No such file or directory"));
}

void SupervisorLinkTest::programThatCannotBeExecutedIsOneSentence() {
    SuperviseRequest request;
    request.command = {"/etc/passwd"};
    QCOMPARE(Supervised({}, request).failure, std::string("start \"/etc/passwd\": Permission denied"));
}

void SupervisorLinkTest::supervisorThatIsMissingIsOneSentence() {
    SuperviseRequest request;
    request.supervisor = "/nowhere/supervisor";
    QCOMPARE(Supervised({"exit"}, request).failure,
             std::string("start the supervisor \"/nowhere/supervisor\": No such file or directory"));
}

void SupervisorLinkTest::lastWordsAreHeardFromOneThatDidNotReadAllItsOrders() {
    Supervised run({"stay"});
    run.link->endAll();
    run.link->endAll();  // it reads the first; the second, unread when it ends, resets the socket
    pollfd ended{run.link->pidfd(), POLLIN, 0};
    QCOMPARE(poll(&ended, 1, 30000), 1);
    const auto reports = run.reportsToTheEnd();
    QCOMPARE(only(Kind::lost, reports).size(), std::size_t(0));
    QCOMPARE(only(Kind::ended, reports).size(), std::size_t(1));
    QCOMPARE(only(Kind::allGone, reports).size(), std::size_t(1));
}

void SupervisorLinkTest::programIsLookedUpInPath() {
    SuperviseRequest request;
    request.command = {"true"};
    Supervised run({}, request);
    QCOMPARE(only(Kind::ended, run.reportsToTheEnd()).at(0).ending.exitCode(), 0);
}

void SupervisorLinkTest::environmentIsAddedToOurs() {
    qputenv("HEDDLE_TEST_OLD", "old");
    qputenv("HEDDLE_TEST_BOTH", "old");
    SuperviseRequest request;
    request.environment = {{"HEDDLE_TEST_NEW", "new"}, {"HEDDLE_TEST_BOTH", "new"}};
    QCOMPARE(Supervised({"environment", "HEDDLE_TEST_NEW"}, request).readLine(), std::string("new"));
    QCOMPARE(Supervised({"environment", "HEDDLE_TEST_BOTH"}, request).readLine(), std::string("new"));
    QCOMPARE(Supervised({"environment", "HEDDLE_TEST_OLD"}, request).readLine(), std::string("old"));
}

void SupervisorLinkTest::programRunsOnTheOneProcessorThatWasAskedFor() {
    SuperviseRequest request;
    request.command = {"/bin/sh", "-c", "grep Cpus_allowed_list /proc/self/status"};
    request.cpu = 0;
    QCOMPARE(Supervised({}, request).readLine(), std::string("Cpus_allowed_list:\t0"));
}

void SupervisorLinkTest::onlyHandedDescriptorsArrive() {
    const FileDescriptor handed(open("/dev/null", O_RDONLY | O_CLOEXEC)), kept(open("/dev/null", O_RDONLY));
    SuperviseRequest request;
    request.command = {"/bin/sh", "-c", "cd /proc/self/fd && echo *"};
    request.handed = {handed.number()};
    Supervised run({}, request);
    // The shell's own descriptor of the folder that it lists has the lowest free number.
    const std::string listed = " " + run.readLine() + " ";
    const auto holds = [&listed](int fd) {
        return listed.find(" " + std::to_string(fd) + " ") != std::string::npos;
    };
    QVERIFY2(holds(handed.number()), listed.c_str());
    QVERIFY2(!holds(kept.number()) && !holds(run.link->fd()), listed.c_str());
    QCOMPARE(std::count(listed.begin(), listed.end(), ' '), 6);
}

void SupervisorLinkTest::outputEndsWithTheProgramAndNotWithItsSupervisor() {
    Supervised run({"stay"});
    QCOMPARE(run.readLine(), std::string("READY"));
    const auto supervisor = childrenOf(getpid());
    QCOMPARE(supervisor.size(), 1U);
    const FileDescriptor process = openChild(supervisor[0]);
    sendSignal(process.number(), SIGSTOP);  // it lives, but cannot do anything
    const FileDescriptor root = openProcess(run.link->rootPid());
    sendSignal(root.number(), SIGKILL);
    QCOMPARE(run.readLine(), std::string(""));
    sendSignal(process.number(), SIGCONT);
}

void SupervisorLinkTest::orphansAreWaitedForAndReaped() {
    Supervised run({"daemon"});
    const auto root = run.waitForReport();
    QVERIFY(root && root->kind == Kind::ended && root->isRoot == 1);
    QCOMPARE(run.readLine(), std::string("READY"));
    // The supervisor and the orphan; the root is told ahead of its being reaped, so it may be seen for a
    // moment.
    QTRY_COMPARE(descendantsOf(getpid()).size(), 2U);
    const auto ours = descendantsOf(getpid());
    run.link->kill(ours[1]);
    const auto rest = run.reportsToTheEnd();
    QCOMPARE(rest.size(), 2U);
    QCOMPARE(rest[0].pid, ours[1]);
    QCOMPARE(rest[0].isRoot, 0U);
    QCOMPARE(rest[0].ending.signal(), SIGKILL);
}

void SupervisorLinkTest::onlyTheNamedChildIsKilled() {
    Supervised bystander({"stay"}), run({"stay"});
    QCOMPARE(bystander.readLine(), std::string("READY"));
    run.link->kill(bystander.link->rootPid());
    run.link->kill(run.link->rootPid());
    QCOMPARE(only(Kind::ended, run.reportsToTheEnd()).size(), 1U);
    QVERIFY(!bystander.link->next());
    bystander.link->kill(bystander.link->rootPid());
    QCOMPARE(only(Kind::ended, bystander.reportsToTheEnd()).size(), 1U);
}

void SupervisorLinkTest::endingOfAZombieThatIsNotOurChildIsRead() {
    Supervised run({"chain", "0"});
    QCOMPARE(run.readLine(), std::string("READY"));
    const std::int32_t root = run.link->rootPid();
    const FileDescriptor rootProcess = openProcess(root);
    QVERIFY(!readEnding(root, rootProcess.number()));
    const auto zombies = childrenOf(root);
    QCOMPARE(zombies.size(), 1U);
    const FileDescriptor zombie = openProcess(zombies[0]);
    pollfd ended{zombie.number(), POLLIN, 0};
    QCOMPARE(poll(&ended, 1, 20000), 1);
    const auto ending = readEnding(zombies[0], zombie.number());
    QVERIFY(ending && !ending->isBySignal());
    QCOMPARE(ending->exitCode(), 3);
    QVERIFY(!endedChild(zombies[0]));
}

QTEST_GUILESS_MAIN(SupervisorLinkTest)
#include "SupervisorLinkTest.moc"
