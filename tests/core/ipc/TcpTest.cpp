// SPDX-License-Identifier: MIT
// TCP on the loopback, unwatched: what the kernel does is what a program sees.
#include "core/ipc/Process.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/TcpSocket.h"

#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Two ends of one connection in this process.
struct Pair {
    explicit Pair(IpVersion version = IpVersion::v4) : listener("", version), client("", version) {
        if (listener.listen() == Outcome::ok && client.connect(listener.port()) == Outcome::ok)
            if (auto accepted = listener.accept())
                server.emplace(std::move(*accepted));
    }
    TcpListener listener;
    TcpSocket client;
    std::optional<TcpSocket> server;
};

std::string receiveAll(TcpSocket& socket) {
    std::string all;
    while (auto piece = socket.recv(1 << 16))
        all += *piece;
    return all;
}

}  // namespace

class TcpTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_DFL); }  // Qt's tests catch it, programs do not
    void bytesGoBothWays_data();
    void bytesGoBothWays();
    void aReceiveMayTakeAPartAndSeveralSendsAtOnce();
    void aSendTakesWhatFitsAndSendAllTakesAll();
    void whenTheOtherSideClosesOneReadsToTheEnd();
    void whoShutsDownSendingStillReceives();
    void whereNobodyListensItIsRefused();
    void whoIsResetOrAloneIsBroken();
    void aTakenPortIsSaidInTheKernelsWords();
    void whatIsClosedOrNotConnectedIsInvalid();
    void waitingForNothingTimesOut();
    void aFullBacklogMakesWhoConnectsWait();
    void optionsReachTheKernel();
    void descriptorsNeverBlockAndAreNotInherited();
    void withoutDescriptorsItIsAnError();
    void anEndCanBeSharedAfterAFork();
};

void TcpTest::bytesGoBothWays_data() {
    QTest::addColumn<bool>("isV6");
    QTest::newRow("IPv4") << false;
    QTest::newRow("IPv6") << true;
}

void TcpTest::bytesGoBothWays() {
    QFETCH(bool, isV6);
    Pair pair(isV6 ? IpVersion::v6 : IpVersion::v4);
    QVERIFY(pair.server);
    QVERIFY(pair.listener.port() != 0);
    QCOMPARE(*pair.client.send("there"), std::size_t(5));
    QCOMPARE(*pair.server->recv(100), std::string("there"));
    QCOMPARE(pair.server->sendAll("back"), Outcome::ok);
    QCOMPARE(*pair.client.recv(100), std::string("back"));
}

void TcpTest::aReceiveMayTakeAPartAndSeveralSendsAtOnce() {
    Pair pair;
    QCOMPARE(pair.client.setOption(SocketOption::noDelay, 1), Outcome::ok);
    pair.client.sendAll("warp");
    pair.client.sendAll("weft");
    QCOMPARE(*pair.server->recv(3), std::string("war"));
    QCOMPARE(*pair.server->recv(100), std::string("pweft"));
}

void TcpTest::aSendTakesWhatFitsAndSendAllTakesAll() {
    Pair pair;
    const std::string large(20'000'000, 'x');
    const auto taken = pair.client.send(large);
    QVERIFY(taken && *taken > 0 && *taken < large.size());
    Process rest([&] {
        const std::string_view left = std::string_view(large).substr(*taken);
        const bool isSent = pair.client.sendAll(left) == Outcome::ok;
        pair.client.close();
        return isSent ? 0 : 1;
    });
    pair.client.close();
    QCOMPARE(receiveAll(*pair.server).size(), large.size());
    QCOMPARE(rest.join().exitCode, 0);
}

void TcpTest::whenTheOtherSideClosesOneReadsToTheEnd() {
    Pair pair;
    pair.client.sendAll("last");
    QCOMPARE(pair.client.close(), Outcome::ok);
    QCOMPARE(*pair.server->recv(100), std::string("last"));
    QCOMPARE(pair.server->recv(100).outcome(), Outcome::eof);
    QCOMPARE(pair.server->recv(100).outcome(), Outcome::eof);
}

void TcpTest::whoShutsDownSendingStillReceives() {
    Pair pair;
    QCOMPARE(pair.client.shutdown(Shutdown::sending), Outcome::ok);
    QCOMPARE(pair.server->recv(100).outcome(), Outcome::eof);
    QCOMPARE(pair.client.sendAll("more"), Outcome::broken);
    QCOMPARE(pair.server->sendAll("answer"), Outcome::ok);
    QCOMPARE(*pair.client.recv(100), std::string("answer"));
}

void TcpTest::whereNobodyListensItIsRefused() {
    TcpListener listener;
    QCOMPARE(listener.listen(), Outcome::ok);
    const std::uint16_t port = listener.port();
    listener.close();
    TcpSocket socket;
    QCOMPARE(socket.connect(port), Outcome::refused);
}

void TcpTest::whoIsResetOrAloneIsBroken() {
    Pair reset;
    reset.client.sendAll("never read");
    QVERIFY(reset.server->recv(1));
    reset.server->close();  // with bytes unread, it resets
    QCOMPARE(reset.client.recv(100).outcome(), Outcome::broken);
    QCOMPARE(reset.client.sendAll("to nobody"), Outcome::broken);
}

void TcpTest::aTakenPortIsSaidInTheKernelsWords() {
    TcpListener first, second;
    QCOMPARE(first.listen(), Outcome::ok);
    QCOMPARE(second.listen(first.port()), Outcome::error);
    QCOMPARE(second.port(), std::uint16_t(0));
}

void TcpTest::whatIsClosedOrNotConnectedIsInvalid() {
    TcpSocket socket;
    QCOMPARE(socket.recv(10).outcome(), Outcome::invalid);
    QCOMPARE(socket.shutdown(Shutdown::both), Outcome::invalid);
    QCOMPARE(socket.close(), Outcome::ok);
    QCOMPARE(socket.close(), Outcome::invalid);
    QCOMPARE(socket.sendAll("x"), Outcome::invalid);
    QCOMPARE(socket.connect(1), Outcome::invalid);
    TcpListener listener;
    QCOMPARE(listener.accept().outcome(), Outcome::invalid);
    listener.close();
    QCOMPARE(listener.listen(), Outcome::invalid);
    QCOMPARE(listener.accept().outcome(), Outcome::invalid);
}

void TcpTest::waitingForNothingTimesOut() {
    Pair pair;
    QCOMPARE(pair.client.recvFor(10, 1ms).outcome(), Outcome::timeout);
    QCOMPARE(pair.listener.acceptFor(1ms).outcome(), Outcome::timeout);
}

void TcpTest::aFullBacklogMakesWhoConnectsWait() {
    TcpListener listener;
    QCOMPARE(listener.listen(0, 0), Outcome::ok);
    TcpSocket first, second;
    QCOMPARE(first.connect(listener.port()), Outcome::ok);
    QCOMPARE(second.connectFor(listener.port(), 20ms), Outcome::timeout);
}

void TcpTest::optionsReachTheKernel() {
    Pair pair;
    int value = 0;
    socklen_t length = sizeof(value);
    QCOMPARE(pair.client.setOption(SocketOption::noDelay, 1), Outcome::ok);
    getsockopt(pair.client.fd(), IPPROTO_TCP, TCP_NODELAY, &value, &length);
    QCOMPARE(value, 1);
    QCOMPARE(pair.client.setOption(SocketOption::sendBuffer, 50'000), Outcome::ok);
    getsockopt(pair.client.fd(), SOL_SOCKET, SO_SNDBUF, &value, &length);
    QCOMPARE(value, 100'000);
}

void TcpTest::descriptorsNeverBlockAndAreNotInherited() {
    Pair pair;
    for (const int fd : {pair.listener.fd(), pair.client.fd(), pair.server->fd()}) {
        QVERIFY((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
}

void TcpTest::withoutDescriptorsItIsAnError() {
    TcpListener listening;
    QCOMPARE(listening.listen(), Outcome::ok);
    TcpSocket waits;
    QCOMPARE(waits.connect(listening.port()), Outcome::ok);
    rlimit former{};
    getrlimit(RLIMIT_NOFILE, &former);
    const rlimit none{3, former.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    TcpSocket socket;
    const Outcome connected = socket.connect(listening.port());
    TcpListener listener;
    const Outcome listened = listener.listen();
    const Outcome accepted = listening.accept().outcome();
    setrlimit(RLIMIT_NOFILE, &former);
    QCOMPARE(connected, Outcome::error);
    QCOMPARE(listened, Outcome::error);
    QCOMPARE(accepted, Outcome::error);
}

void TcpTest::anEndCanBeSharedAfterAFork() {
    Pair pair;
    constexpr int senders = 4, each = 50;
    std::vector<Process> processes;
    for (int i = 0; i < senders; ++i)
        processes.emplace_back([&, i] {
            for (int k = 0; k < each; ++k)
                pair.client.sendAll(std::string(20'000, static_cast<char>('a' + i)));
            return 0;
        });
    pair.client.close();
    const std::string all = receiveAll(*pair.server);
    QCOMPARE(all.size(), std::size_t(20'000 * senders * each));
    for (std::size_t at = 0; at < all.size(); at += 20'000)  // what one sends stays together
        QCOMPARE(all.substr(at, 20'000), std::string(20'000, all[at]));
    for (Process& process : processes)
        process.join();
}

QTEST_APPLESS_MAIN(TcpTest)
#include "TcpTest.moc"
