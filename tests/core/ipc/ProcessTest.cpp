// SPDX-License-Identifier: MIT
#include "core/ipc/Process.h"

#include "core/base/FileDescriptor.h"
#include "core/ipc/SignalInbox.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <QTest>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Every descriptor that the kernel would still give, taken for a scope.
class NoDescriptorsLeft {
public:
    NoDescriptorsLeft() {
        getrlimit(RLIMIT_NOFILE, &m_former);
        const rlimit few{64, m_former.rlim_max};
        setrlimit(RLIMIT_NOFILE, &few);
        for (int fd = 0; (fd = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
            m_taken.emplace_back(fd);
    }
    ~NoDescriptorsLeft() { setrlimit(RLIMIT_NOFILE, &m_former); }

private:
    rlimit m_former{};
    std::vector<FileDescriptor> m_taken;
};

}  // namespace

class ProcessTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGTERM, SIG_DFL); }  // Qt's tests catch it, programs do not
    void whatTheBodyReturnsIsItsExitCode();
    void aBodyThatReturnsNothingEndsWell();
    void anExceptionGivesExitCodeOne();
    void terminateAndKillAreToldAsSignals();
    void aSignalAfterTheJoinIsInvalid();
    void aSignalToOneThatHasEndedAndWasNotJoinedIsSent();
    void aSignalToOneThatTheKernelReapedIsInvalid();
    void aSignalThatTheKernelDoesNotAllowIsRefused();
    void aBodyThatIsLeftByPthreadExitEndsWell();
    void theStatusOfOneThatTheKernelReapedIsNotKnown();
    void joiningTwiceGivesTheSameStatus();
    void itsMemoryIsItsOwn();
    void withoutDescriptorsItIsRefused();
    void itStartsWhileAThreadReadsItsInput();
    void whatItWroteIsWrittenOnce();
    void howNoProcessEndedIsNotKnown();
    void aSignalThatNobodyTookDiesWithItsInbox();
};

void ProcessTest::whatTheBodyReturnsIsItsExitCode() {
    for (const int code : {0, 1, 7, 255}) {
        Process process([code] { return code; });
        QCOMPARE(process.outcome(), Outcome::ok);
        const ExitStatus status = process.join();
        QCOMPARE(status.exitCode, code);
        QCOMPARE(status.signal, 0);
        QCOMPARE(status.isClean(), code == 0);
    }
}

void ProcessTest::aBodyThatReturnsNothingEndsWell() {
    QVERIFY(Process([owned = std::make_unique<int>(1)] { (void)owned; }).join().isClean());
}

void ProcessTest::anExceptionGivesExitCodeOne() {
    QCOMPARE(Process([]() -> int { throw std::runtime_error("torn"); }).join().exitCode, 1);
    QCOMPARE(Process([]() -> int { throw 42; }).join().exitCode, 1);
}

void ProcessTest::terminateAndKillAreToldAsSignals() {
    const auto sleeps = [] {
        sleepFor(1h);
        return 0;
    };
    Process one(sleeps), other(sleeps);
    QCOMPARE(one.terminate(), Outcome::ok);
    QCOMPARE(one.join().signal, SIGTERM);
    QCOMPARE(other.kill(), Outcome::ok);
    QCOMPARE(other.join().asShell(), 128 + SIGKILL);
}

void ProcessTest::aSignalAfterTheJoinIsInvalid() {
    Process process([] { return 0; });
    process.join();
    QCOMPARE(process.kill(), Outcome::invalid);
    QCOMPARE(Process().terminate(), Outcome::invalid);
}

void ProcessTest::aSignalToOneThatHasEndedAndWasNotJoinedIsSent() {
    Process process([] { return 5; });
    siginfo_t info{};
    QCOMPARE(waitid(P_PID, static_cast<id_t>(process.pid()), &info, WEXITED | WNOWAIT), 0);
    QCOMPARE(process.kill(), Outcome::ok);
    QCOMPARE(process.join().exitCode, 5);
}

void ProcessTest::aSignalToOneThatTheKernelReapedIsInvalid() {
    std::signal(SIGCHLD, SIG_IGN);
    Process process([] { return 5; });
    while (waitpid(-1, nullptr, 0) != -1 || errno != ECHILD) {
    }
    std::signal(SIGCHLD, SIG_DFL);
    QCOMPARE(process.kill(), Outcome::invalid);
    QVERIFY(process.isJoinable());
}

// Its starter has become another user, as only root can.
void ProcessTest::aSignalThatTheKernelDoesNotAllowIsRefused() {
    if (geteuid() != 0)
        QSKIP("only root can become another user");
    Process sender([] {
        int fds[2] = {-1, -1};
        if (pipe2(fds, O_CLOEXEC) != 0)
            return 1;
        Process stays([&] {  // until the sender's end of the pipe is closed
            close(fds[1]);
            char byte = 0;
            return static_cast<int>(read(fds[0], &byte, 1));
        });
        return setuid(65534) == 0 && stays.kill() == Outcome::refused ? 0 : 1;
    });
    QCOMPARE(sender.join().exitCode, 0);
}

void ProcessTest::aBodyThatIsLeftByPthreadExitEndsWell() {
    Process process([]() -> int { pthread_exit(nullptr); });
    QVERIFY(process.join().isClean());
}

void ProcessTest::theStatusOfOneThatTheKernelReapedIsNotKnown() {
    std::signal(SIGCHLD, SIG_IGN);
    Process process([] { return 7; });
    QVERIFY(!process.join().isKnown);
    std::signal(SIGCHLD, SIG_DFL);
}

void ProcessTest::joiningTwiceGivesTheSameStatus() {
    Process process([] { return 3; });
    QVERIFY(process.isJoinable());
    QCOMPARE(process.join().exitCode, 3);
    QCOMPARE(process.join().exitCode, 3);
    QVERIFY(!process.isJoinable());
}

void ProcessTest::itsMemoryIsItsOwn() {
    int value = 1;
    Process process([&] {
        value += 41;
        return value;
    });
    QCOMPARE(process.join().exitCode, 42);
    QCOMPARE(value, 1);
}

void ProcessTest::withoutDescriptorsItIsRefused() {
    const NoDescriptorsLeft none;
    Process process([] { return 0; });
    QCOMPARE(process.outcome(), Outcome::refused);
    QVERIFY(!process.isJoinable());
}

// The C library's lock of stdin is taken all the while.
void ProcessTest::itStartsWhileAThreadReadsItsInput() {
    int ends[2] = {-1, -1};
    QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
    const FileDescriptor former{dup(STDIN_FILENO)};
    dup2(ends[0], STDIN_FILENO);
    Thread reader([] { std::getc(stdin); });
    while (ftrylockfile(stdin) == 0) {
        funlockfile(stdin);
        std::this_thread::yield();
    }
    EventFlag hasEnded;
    Thread starter([&] {
        if (Process([] { return 0; }).join().isClean())
            hasEnded.set();
    });
    const bool endedInTime = hasEnded.waitFor(5s);
    close(ends[1]);
    reader.join();
    starter.join();
    dup2(former.number(), STDIN_FILENO);
    close(ends[0]);
    QVERIFY(endedInTime);
}

void ProcessTest::whatItWroteIsWrittenOnce() {
    int ends[2] = {-1, -1};
    QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
    const FileDescriptor reading{ends[0]};
    Process program([&] {
        dup2(ends[1], STDOUT_FILENO);
        std::printf("a");
        std::cout << "b";
        return Process([] {
                   std::printf("c");
                   return 0;
               })
            .join()
            .exitCode;
    });
    close(ends[1]);
    QVERIFY(program.join().isClean());
    char text[16] = {};
    QCOMPARE(read(reading.number(), text, sizeof(text)), ssize_t(3));
    QCOMPARE(std::string(text), std::string("abc"));
}

void ProcessTest::howNoProcessEndedIsNotKnown() {
    const ExitStatus status = Process().join();
    QVERIFY(!status.isKnown);
    QVERIFY(!status.isClean());
}

void ProcessTest::aSignalThatNobodyTookDiesWithItsInbox() {
    Process process([] {
        SignalInbox inbox(SIGUSR1);
        ::kill(getpid(), SIGUSR1);
        return 0;
    });
    QVERIFY(process.join().isClean());
}

QTEST_APPLESS_MAIN(ProcessTest)
#include "ProcessTest.moc"
