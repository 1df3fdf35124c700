// SPDX-License-Identifier: MIT
#include "core/sync/Thread.h"

#include "core/base/FileDescriptor.h"
#include "core/sync/Print.h"
#include "core/sync/Queue.h"
#include "core/sync/Sleep.h"

#include <QTest>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Standard output, turned to somewhere else for a scope.
class OutputTo {
public:
    explicit OutputTo(int fd) : m_former(dup(STDOUT_FILENO)) { dup2(fd, STDOUT_FILENO); }
    ~OutputTo() { dup2(m_former.number(), STDOUT_FILENO); }

private:
    FileDescriptor m_former;
};

struct KernelPipe {
    KernelPipe() {
        int numbers[2];
        if (pipe2(numbers, O_CLOEXEC) == 0) {
            from = FileDescriptor{numbers[0]};
            to = FileDescriptor{numbers[1]};
        }
    }
    FileDescriptor from, to;
};

}  // namespace

class ThreadTest : public QObject {
    Q_OBJECT
private slots:
    void itsDestructorJoins();
    void joiningTwiceIsHarmless();
    void oneThatIsMovedIntoIsJoinedFirst();
    void itIsNamedEvenWhenNobodyWatches();
    void anExceptionEndsTheThreadAndNotTheProgram();
    void whatIsThrownThatIsNoExceptionEndsTheThreadToo();
    void oneThatExitsInTheMiddleOfItsBodyIsJoined();
    void oneThatIsCancelledIsJoined();
    void tenThousandOneAfterAnother();
    void twoHundredAtOnce();
    void aSleepLastsAtLeastAsLongAsItSays();
    void aSleepOfLessThanNothingIsOver();
    void linesPrintedByManyThreadsAreNeverMixed();
    void aBodyMayOwnWhatCanOnlyBeMoved();
    void printingToAClosedOutputIsFalseAndNotTheEnd();
};

void ThreadTest::itsDestructorJoins() {
    bool hasRun = false;
    {
        Thread thread([&] { hasRun = true; });
    }
    QVERIFY(hasRun);
}

void ThreadTest::joiningTwiceIsHarmless() {
    Thread thread([] {});
    QCOMPARE(thread.outcome(), Outcome::ok);
    QVERIFY(thread.isJoinable());
    thread.join();
    thread.join();
    QVERIFY(!thread.isJoinable());
}

void ThreadTest::oneThatIsMovedIntoIsJoinedFirst() {
    std::atomic<int> ended{0};
    Thread thread([&] { ++ended; });
    thread = Thread([&] { ended += 10; });
    QVERIFY(ended.load() % 10 == 1);
    thread = Thread();
    QCOMPARE(ended.load(), 11);
}

void ThreadTest::itIsNamedEvenWhenNobodyWatches() {
    Thread named("weaver", [] {});
    Thread nameless([] {});
    QCOMPARE(named.name(), std::string("weaver"));
    QVERIFY2(nameless.name().starts_with("thread-"), nameless.name().c_str());
}

void ThreadTest::anExceptionEndsTheThreadAndNotTheProgram() {
    Thread thread([] { throw std::runtime_error("torn"); });
    thread.join();
    QVERIFY(!thread.isJoinable());
}

void ThreadTest::whatIsThrownThatIsNoExceptionEndsTheThreadToo() {
    Thread thread([] { throw 42; });
    thread.join();
    QVERIFY(!thread.isJoinable());
}

void ThreadTest::oneThatExitsInTheMiddleOfItsBodyIsJoined() {
    bool isUnwound = false;
    Thread thread([&] {
        struct Unwound {
            bool& told;
            ~Unwound() { told = true; }
        } unwound{isUnwound};
        pthread_exit(nullptr);
    });
    thread.join();
    QVERIFY(isUnwound);
}

void ThreadTest::oneThatIsCancelledIsJoined() {
    bool hasSurvived = false;
    Thread thread([&] {
        pthread_cancel(pthread_self());
        pthread_testcancel();
        hasSurvived = true;
    });
    thread.join();
    QVERIFY(!hasSurvived);
}

void ThreadTest::tenThousandOneAfterAnother() {
    int count = 0;
    for (int i = 0; i < 10000; ++i)
        Thread([&] { ++count; });
    QCOMPARE(count, 10000);
}

void ThreadTest::twoHundredAtOnce() {
    Queue<int> start;
    std::atomic<int> released{0};
    std::vector<Thread> threads;
    for (int i = 0; i < 200; ++i)
        threads.emplace_back([&] {
            if (start.get().outcome() == Outcome::closed)
                ++released;
        });
    start.close();
    threads.clear();
    QCOMPARE(released.load(), 200);
}

void ThreadTest::aSleepLastsAtLeastAsLongAsItSays() {
    const Instant before = monotonicNow();
    sleepFor(3ms);
    QVERIFY(monotonicNow() - before >= Span::millis(3));
}

void ThreadTest::aSleepOfLessThanNothingIsOver() {
    sleepFor(0ns);
    sleepFor(-5h);
}

void ThreadTest::linesPrintedByManyThreadsAreNeverMixed() {
    KernelPipe pipe;
    {
        const OutputTo output{pipe.to.number()};
        std::vector<Thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([i] {
                for (int k = 0; k < 50; ++k)
                    print(std::string(50, static_cast<char>('a' + i)));
            });
    }
    pipe.to.close();
    std::string all(100000, '\0');
    std::size_t size = 0;
    for (ssize_t count = 1; count > 0; size += static_cast<std::size_t>(count))
        count = ::read(pipe.from.number(), all.data() + size, all.size() - size);
    QCOMPARE(size, std::size_t(8 * 50 * 51));
    for (std::size_t at = 0; at < size; at += 51)
        QCOMPARE(all.substr(at, 51), std::string(50, all[at]) + "\n");
}

void ThreadTest::aBodyMayOwnWhatCanOnlyBeMoved() {
    int seen = 0;
    Thread thread("owner",
                  [&seen, owned = std::make_unique<int>(7)]() mutable { seen = std::exchange(*owned, 0); });
    thread.join();
    QCOMPARE(seen, 7);
}

void ThreadTest::printingToAClosedOutputIsFalseAndNotTheEnd() {
    std::signal(SIGPIPE, SIG_DFL);  // as in a program that is no Qt test
    KernelPipe pipe;
    pipe.from.close();
    bool isPrinted = true;
    {
        const OutputTo output{pipe.to.number()};
        isPrinted = print("to nobody");
    }
    QVERIFY(!isPrinted);
}

QTEST_APPLESS_MAIN(ThreadTest)
#include "ThreadTest.moc"
