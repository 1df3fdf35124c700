// SPDX-License-Identifier: MIT
// Unix stream sockets, unwatched: what the kernel does is what a program sees.
#include "core/ipc/Process.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Thread.h"
#include "tests/core/sync/Asleep.h"

#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <vector>

using namespace heddle;
using namespace heddle::test;
using namespace std::chrono_literals;

namespace {

// Two ends of one connection in this process.
struct Connected {
    Connected() {
        if (listener.listen() == Outcome::ok && client.connect(listener.address()) == Outcome::ok)
            if (auto accepted = listener.accept())
                server.emplace(std::move(*accepted));
    }
    UnixListener listener;
    UnixSocket client;
    std::optional<UnixSocket> server;
};

std::string receiveAll(UnixSocket& socket) {
    std::string all;
    while (auto piece = socket.recv(1 << 16))
        all += *piece;
    return all;
}

}  // namespace

class UnixSocketTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_DFL); }  // Qt's tests catch it, programs do not
    void bytesGoBothWaysAtAChosenNameAndAtOneOfTheKernels();
    void aPairIsConnectedFromTheBeginning();
    void aReceiveMayTakeAPartAndSeveralSendsAtOnce();
    void aSendTakesWhatFitsAndSendAllTakesAll();
    void whenTheOtherSideClosesOneReadsToTheEnd();
    void whoShutsDownSendingStillReceives();
    void whereNobodyListensItIsRefused();
    void whoLeavesBytesUnreadBreaksTheOther();
    void aTakenOrTooLongNameIsSaidInTheKernelsWords();
    void whatIsClosedOrNotConnectedIsInvalid();
    void waitingForNothingTimesOut();
    void aFullBacklogMakesWhoConnectsWait();
    void descriptorsNeverBlockAndAreNotInherited();
    void withoutDescriptorsItIsAnError();
    void anEndCanBeSharedAfterAFork();
    void whoWaitsForRoomIsToldThatNobodyReceivesAnyMore();
    void whatIsReceivedTakesTheMemoryOfWhatCame();
};

void UnixSocketTest::bytesGoBothWaysAtAChosenNameAndAtOneOfTheKernels() {
    const std::string chosen = "heddle-test-" + std::to_string(getpid());
    for (const std::string& name : {chosen, std::string()}) {
        UnixListener listener;
        QCOMPARE(listener.listen(name), Outcome::ok);
        QVERIFY(!listener.address().empty());
        QVERIFY(name.empty() || listener.address() == name);
        UnixSocket client;
        QCOMPARE(client.connect(listener.address()), Outcome::ok);
        auto server = listener.accept();
        QVERIFY(server);
        QCOMPARE(*client.send("there"), std::size_t(5));
        QCOMPARE(*server->recv(100), std::string("there"));
        QCOMPARE(server->sendAll("back"), Outcome::ok);
        QCOMPARE(*client.recv(100), std::string("back"));
    }
}

void UnixSocketTest::aPairIsConnectedFromTheBeginning() {
    UnixPair pair = UnixSocket::pair();
    QCOMPARE(pair.first.sendAll("there"), Outcome::ok);
    QCOMPARE(*pair.second.recv(100), std::string("there"));
    QCOMPARE(pair.second.sendAll("back"), Outcome::ok);
    QCOMPARE(*pair.first.recv(100), std::string("back"));
}

void UnixSocketTest::aReceiveMayTakeAPartAndSeveralSendsAtOnce() {
    UnixPair pair = UnixSocket::pair();
    pair.first.sendAll("warp");
    pair.first.sendAll("weft");
    QCOMPARE(*pair.second.recv(3), std::string("war"));
    QCOMPARE(*pair.second.recv(100), std::string("pweft"));
}

void UnixSocketTest::aSendTakesWhatFitsAndSendAllTakesAll() {
    UnixPair pair = UnixSocket::pair();
    const std::string large(5'000'000, 'x');
    const auto taken = pair.first.send(large);
    QVERIFY(taken && *taken > 0 && *taken < large.size());
    Process rest([&] {
        const std::string_view left = std::string_view(large).substr(*taken);
        const bool isSent = pair.first.sendAll(left) == Outcome::ok;
        pair.first.close();
        return isSent ? 0 : 1;
    });
    pair.first.close();
    QCOMPARE(receiveAll(pair.second).size(), large.size());
    QCOMPARE(rest.join().exitCode, 0);
}

void UnixSocketTest::whenTheOtherSideClosesOneReadsToTheEnd() {
    Connected both;
    both.client.sendAll("last");
    QCOMPARE(both.client.close(), Outcome::ok);
    QCOMPARE(*both.server->recv(100), std::string("last"));
    QCOMPARE(both.server->recv(100).outcome(), Outcome::eof);
    QCOMPARE(both.server->recv(100).outcome(), Outcome::eof);
}

void UnixSocketTest::whoShutsDownSendingStillReceives() {
    Connected both;
    QCOMPARE(both.client.shutdown(Shutdown::sending), Outcome::ok);
    QCOMPARE(both.server->recv(100).outcome(), Outcome::eof);
    QCOMPARE(both.client.sendAll("more"), Outcome::broken);
    QCOMPARE(both.server->sendAll("answer"), Outcome::ok);
    QCOMPARE(*both.client.recv(100), std::string("answer"));
}

void UnixSocketTest::whereNobodyListensItIsRefused() {
    UnixListener listener;
    QCOMPARE(listener.listen(), Outcome::ok);
    const std::string address = listener.address();
    listener.close();
    UnixSocket socket;
    QCOMPARE(socket.connect(address), Outcome::refused);
}

void UnixSocketTest::whoLeavesBytesUnreadBreaksTheOther() {
    Connected both;
    both.client.sendAll("never read");
    QVERIFY(both.server->recv(1));
    both.server->close();
    QCOMPARE(both.client.recv(100).outcome(), Outcome::broken);
    QCOMPARE(both.client.sendAll("to nobody"), Outcome::broken);
}

void UnixSocketTest::aTakenOrTooLongNameIsSaidInTheKernelsWords() {
    UnixListener first, second, third;
    QCOMPARE(first.listen(), Outcome::ok);
    QCOMPARE(second.listen(first.address()), Outcome::error);
    QCOMPARE(second.address(), std::string());
    std::string longest = std::to_string(getpid());  // one's own: names are the whole machine's
    longest.resize(107, 'x');
    QCOMPARE(third.listen(longest), Outcome::ok);
    UnixListener fourth;
    QCOMPARE(fourth.listen(longest + 'x'), Outcome::invalid);
}

void UnixSocketTest::whatIsClosedOrNotConnectedIsInvalid() {
    UnixSocket socket;
    QCOMPARE(socket.recv(10).outcome(), Outcome::invalid);
    QCOMPARE(socket.sendAll("x"), Outcome::invalid);
    QCOMPARE(socket.close(), Outcome::ok);
    QCOMPARE(socket.close(), Outcome::invalid);
    QCOMPARE(socket.sendAll("x"), Outcome::invalid);
    QCOMPARE(socket.connect("x"), Outcome::invalid);
    UnixListener listener;
    QCOMPARE(listener.accept().outcome(), Outcome::invalid);
    listener.close();
    QCOMPARE(listener.listen(), Outcome::invalid);
    QCOMPARE(listener.accept().outcome(), Outcome::invalid);
}

void UnixSocketTest::waitingForNothingTimesOut() {
    Connected both;
    QCOMPARE(both.client.recvFor(10, 1ms).outcome(), Outcome::timeout);
    QCOMPARE(both.listener.acceptFor(1ms).outcome(), Outcome::timeout);
}

void UnixSocketTest::aFullBacklogMakesWhoConnectsWait() {
    UnixListener listener;
    QCOMPARE(listener.listen({}, 0), Outcome::ok);
    UnixSocket first, second;
    QCOMPARE(first.connect(listener.address()), Outcome::ok);
    QCOMPARE(second.connectFor(listener.address(), 20ms), Outcome::timeout);
    Outcome outcome = Outcome::error;
    Thread waits([&] { outcome = second.connect(listener.address()); });
    QVERIFY(listener.accept());
    waits.join();
    QCOMPARE(outcome, Outcome::ok);
}

void UnixSocketTest::descriptorsNeverBlockAndAreNotInherited() {
    Connected both;
    UnixPair pair = UnixSocket::pair();
    for (const int fd :
         {both.listener.fd(), both.client.fd(), both.server->fd(), pair.first.fd(), pair.second.fd()}) {
        QVERIFY((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
}

void UnixSocketTest::withoutDescriptorsItIsAnError() {
    UnixListener listening;
    QCOMPARE(listening.listen(), Outcome::ok);
    const std::string address = listening.address();
    UnixSocket waits;
    QCOMPARE(waits.connect(address), Outcome::ok);
    rlimit former{};
    getrlimit(RLIMIT_NOFILE, &former);
    const rlimit none{3, former.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    UnixSocket socket;
    const Outcome connected = socket.connect(address);
    UnixListener listener;
    const Outcome listened = listener.listen();
    const Outcome accepted = listening.accept().outcome();
    const UnixPair pair = UnixSocket::pair();
    setrlimit(RLIMIT_NOFILE, &former);
    QCOMPARE(connected, Outcome::error);
    QCOMPARE(listened, Outcome::error);
    QCOMPARE(accepted, Outcome::error);
    QVERIFY(!pair.first.isOpen() && !pair.second.isOpen());
}

void UnixSocketTest::anEndCanBeSharedAfterAFork() {
    UnixPair pair = UnixSocket::pair();
    constexpr int senders = 4, each = 50;
    std::vector<Process> processes;
    for (int i = 0; i < senders; ++i)
        processes.emplace_back([&, i] {
            for (int k = 0; k < each; ++k)
                pair.first.sendAll(std::string(20'000, static_cast<char>('a' + i)));
            return 0;
        });
    pair.first.close();
    const std::string all = receiveAll(pair.second);
    QCOMPARE(all.size(), std::size_t(20'000 * senders * each));
    for (std::size_t at = 0; at < all.size(); at += 20'000)  // what one sends stays together
        QCOMPARE(all.substr(at, 20'000), std::string(20'000, all[at]));
    for (Process& process : processes)
        process.join();
}

void UnixSocketTest::whoWaitsForRoomIsToldThatNobodyReceivesAnyMore() {
    UnixPair pair = UnixSocket::pair();
    Outcome outcome = Outcome::ok;
    EventFlag isTold;
    Sleeper sleeper;
    Thread sender([&] {
        sleeper.isMe();
        outcome = pair.first.sendAll(std::string(4'000'000, 'x'));
        isTold.set();
    });
    sleeper.waitUntilAsleep(SYS_ppoll);
    QCOMPARE(pair.second.shutdown(Shutdown::receiving), Outcome::ok);
    const bool wasTold = isTold.waitFor(5s);
    pair.second.close();
    sender.join();
    QVERIFY(wasTold);
    QCOMPARE(outcome, Outcome::broken);
}

void UnixSocketTest::whatIsReceivedTakesTheMemoryOfWhatCame() {
    UnixPair pair = UnixSocket::pair();
    pair.first.sendAll("x");
    const auto received = pair.second.recv(1 << 20);
    QVERIFY(received);
    QVERIFY(received->capacity() < 1024);
}

QTEST_APPLESS_MAIN(UnixSocketTest)
#include "UnixSocketTest.moc"
