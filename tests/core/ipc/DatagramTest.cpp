// SPDX-License-Identifier: MIT
// UDP on the loopback and Unix datagrams, unwatched: what the kernel does is what a program sees.
#include "core/ipc/Process.h"
#include "core/ipc/UdpSocket.h"
#include "core/ipc/UnixDatagram.h"
#include "core/sync/Thread.h"

#include <QTest>
#include <fcntl.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class DatagramTest : public QObject {
    Q_OBJECT
private slots:
    void udpAnswersWhoeverSent_data();
    void udpAnswersWhoeverSent();
    void boundariesAreKeptAndAnEmptyOneIsOne();
    void whatDoesNotFitTheBufferIsCutAndTold();
    void whatAFullReceiverHasNoRoomForIsDropped();
    void aConnectedOneHearsThatNobodyIsThere();
    void aTakenPortAndATooLongOneAreErrors();
    void unixDatagramsAnswerWhoIsBound();
    void aPairIsConnectedFromTheBeginning();
    void aFullUnixReceiverMakesItsSenderWait();
    void whatIsClosedOrNotConnectedIsInvalid();
    void waitingForNothingTimesOut();
    void oneSocketCanBeSharedAfterAFork();
};

void DatagramTest::udpAnswersWhoeverSent_data() {
    QTest::addColumn<bool>("isV6");
    QTest::newRow("IPv4") << false;
    QTest::newRow("IPv6") << true;
}

void DatagramTest::udpAnswersWhoeverSent() {
    QFETCH(bool, isV6);
    const IpVersion version = isV6 ? IpVersion::v6 : IpVersion::v4;
    UdpSocket server("", version), client("", version);
    QCOMPARE(server.bind(), Outcome::ok);
    QVERIFY(server.port() != 0);
    QCOMPARE(client.sendTo("there", server.port()), Outcome::ok);
    auto asked = server.recvFrom(100);
    QVERIFY(asked);
    QCOMPARE(asked->bytes, std::string("there"));
    QCOMPARE(asked->port, client.port());
    QCOMPARE(server.sendTo("back", asked->port), Outcome::ok);
    QCOMPARE(*client.recv(100), std::string("back"));
}

void DatagramTest::boundariesAreKeptAndAnEmptyOneIsOne() {
    UdpSocket server, client;
    server.bind();
    QCOMPARE(client.connect(server.port()), Outcome::ok);
    for (const char* bytes : {"warp", "", "weft"})
        QCOMPARE(client.send(bytes), Outcome::ok);
    for (const char* bytes : {"warp", "", "weft"})
        QCOMPARE(*server.recv(100), std::string(bytes));
}

void DatagramTest::whatDoesNotFitTheBufferIsCutAndTold() {
    UdpSocket server, client;
    server.bind();
    client.sendTo("warpweft", server.port());
    client.sendTo("next", server.port());
    auto cut = server.recvFrom(3);
    QCOMPARE(cut->bytes, std::string("war"));
    QVERIFY(cut->isCut);
    auto whole = server.recvFrom(4);
    QCOMPARE(whole->bytes, std::string("next"));
    QVERIFY(!whole->isCut);
}

void DatagramTest::whatAFullReceiverHasNoRoomForIsDropped() {
    UdpSocket server, client;
    server.bind();
    QCOMPARE(server.setOption(SocketOption::receiveBuffer, 4096), Outcome::ok);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(client.sendTo(std::string(1000, 'x'), server.port()), Outcome::ok);
    int came = 0;
    while (server.recvFromFor(2000, 20ms))
        ++came;
    QVERIFY(came > 0 && came < 200);
}

void DatagramTest::aConnectedOneHearsThatNobodyIsThere() {
    UdpSocket gone, client;
    gone.bind();
    client.connect(gone.port());
    gone.close();
    QCOMPARE(client.send("to nobody"), Outcome::ok);
    QCOMPARE(client.recvFromFor(100, 10s).outcome(), Outcome::refused);
}

void DatagramTest::aTakenPortAndATooLongOneAreErrors() {
    UdpSocket first, second;
    first.bind();
    QCOMPARE(second.bind(first.port()), Outcome::error);
    QCOMPARE(second.sendTo(std::string(70'000, 'x'), first.port()), Outcome::error);
    UnixDatagram one, other;
    one.bind();
    QCOMPARE(other.bind(one.address()), Outcome::error);
}

void DatagramTest::unixDatagramsAnswerWhoIsBound() {
    UnixDatagram server, client;
    QCOMPARE(server.bind("heddle-test-" + std::to_string(getpid())), Outcome::ok);
    QCOMPARE(client.sendTo("unbound", server.address()), Outcome::ok);
    QCOMPARE(server.recvFrom(100)->address, std::string());
    QCOMPARE(client.bind(), Outcome::ok);
    QCOMPARE(client.connect(server.address()), Outcome::ok);
    QCOMPARE(client.send("there"), Outcome::ok);
    auto asked = server.recvFrom(3);
    QCOMPARE(asked->bytes, std::string("the"));
    QVERIFY(asked->isCut);
    QCOMPARE(asked->address, client.address());
    QCOMPARE(server.sendTo("back", asked->address), Outcome::ok);
    QCOMPARE(*client.recv(100), std::string("back"));
    const std::string address = server.address();
    server.close();
    QCOMPARE(UnixDatagram().sendTo("to nobody", address), Outcome::refused);
}

void DatagramTest::aPairIsConnectedFromTheBeginning() {
    UnixDatagramPair pair = UnixDatagram::pair();
    QCOMPARE(pair.first.send("warp"), Outcome::ok);
    QCOMPARE(pair.first.send("weft"), Outcome::ok);
    QCOMPARE(*pair.second.recv(100), std::string("warp"));
    QCOMPARE(*pair.second.recv(100), std::string("weft"));
    pair.second.close();
    QCOMPARE(pair.first.send("to nobody"), Outcome::refused);
}

void DatagramTest::aFullUnixReceiverMakesItsSenderWait() {
    UnixDatagramPair pair = UnixDatagram::pair();
    constexpr int count = 300;  // beyond what any system's queue takes by default
    Thread sender([&] {
        for (int i = 0; i < count; ++i)
            pair.first.send(std::to_string(i));
    });
    for (int i = 0; i < count; ++i)
        QCOMPARE(*pair.second.recv(100), std::to_string(i));
    sender.join();
}

void DatagramTest::whatIsClosedOrNotConnectedIsInvalid() {
    UdpSocket socket;
    QCOMPARE(socket.send("x"), Outcome::invalid);
    QCOMPARE(socket.close(), Outcome::ok);
    QCOMPARE(socket.close(), Outcome::invalid);
    QCOMPARE(socket.bind(), Outcome::invalid);
    QCOMPARE(socket.connect(1), Outcome::invalid);
    QCOMPARE(socket.sendTo("x", 1), Outcome::invalid);
    QCOMPARE(socket.recv(1).outcome(), Outcome::invalid);
    UnixDatagram local;
    QCOMPARE(local.send("x"), Outcome::invalid);
}

void DatagramTest::waitingForNothingTimesOut() {
    UdpSocket socket;
    socket.bind();
    QCOMPARE(socket.recvFromFor(10, 1ms).outcome(), Outcome::timeout);
}

void DatagramTest::oneSocketCanBeSharedAfterAFork() {
    UnixDatagramPair pair = UnixDatagram::pair();
    constexpr int senders = 4, each = 50;
    std::vector<Process> processes;
    for (int i = 0; i < senders; ++i)
        processes.emplace_back([&, i] {
            for (int k = 0; k < each; ++k)
                pair.first.send(std::string(static_cast<std::size_t>(10 + i), 'x'));
            return 0;
        });
    std::size_t bytes = 0;
    for (int i = 0; i < senders * each; ++i)
        bytes += pair.second.recv(100)->size();
    QCOMPARE(bytes, std::size_t((10 + 11 + 12 + 13) * each));
    for (Process& process : processes)
        process.join();
}

QTEST_APPLESS_MAIN(DatagramTest)
#include "DatagramTest.moc"
