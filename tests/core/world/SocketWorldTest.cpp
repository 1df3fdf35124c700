// SPDX-License-Identifier: MIT
// What a listener's backlog and a connection's two directions hold, and what may be done with them.
#include "core/world/Forecast.h"
#include "tests/support/TraceBuilder.h"

#include <QTest>
#include <limits>

using namespace heddle;

namespace {

// A server that listens, and a client that has connected; each in a process of its own.
struct Net {
    TraceBuilder builder;
    WorkerId main = builder.addWorker("main", WorkerKind::process);
    WorkerId server = builder.addWorker("main/server", WorkerKind::process, main);
    WorkerId client = builder.addWorker("main/client", WorkerKind::process, main);
    ObjectId listener = builder.addObject(ObjectKind::listener, "l", server);
    ObjectId near = builder.addObject(ObjectKind::socket, "s", client);
    ObjectId far = builder.addObject(ObjectKind::socket, "c", server);
    MessageId connection = builder.newMessage();

    Net() {
        does(server, Op::processBegin, builder.handleOf(server));
        does(client, Op::processBegin, builder.handleOf(client));
        does(server, Op::tcpListen, listener, 1);
    }
    void does(WorkerId worker, Op op, ObjectId object, std::int64_t value = 0, MessageId message = {},
              Phase phase = Phase::done, Outcome outcome = Outcome::ok) {
        builder.tell({.worker = worker,
                      .op = op,
                      .object = object,
                      .phase = phase,
                      .outcome = outcome,
                      .value = value,
                      .message = message});
    }
    void connects() { does(client, Op::tcpConnect, near, listener.number, connection); }
    void accepts() { does(server, Op::tcpAccept, listener, far.number, connection); }
    MessageId sends(std::int64_t bytes, Phase phase = Phase::done, MessageId message = {}) {
        const MessageId sent = message.isNone() ? builder.newMessage() : message;
        does(client, Op::tcpSendAll, near, bytes, sent, phase);
        return sent;
    }
    void receives(std::int64_t bytes) { does(server, Op::tcpRecv, far, bytes); }

    World world() const {
        const Trace& trace = *builder.result();
        World world(trace.names());
        for (std::size_t i = 0; i < trace.size(); ++i)
            world = after(std::move(world), trace.event(i), trace.text(i));
        return world;
    }
};

}  // namespace

class SocketWorldTest : public QObject {
    Q_OBJECT
private slots:
    void connectionsWaitInTheBacklogUntilTheyAreAccepted();
    void acceptedEndsKnowEachOther();
    void bytesAreInFlightUntilTheyAreReceived();
    void aMessageLeavesWithItsLastByteAndNotBeforeItIsWhole();
    void anEndIsOpenWhereItWasMadeOrAccepted();
    void roomIsWhatIsNotUnread();
    void aFullBacklogLetsNobodyIn();
    void mayAConnectionBeReceivedFrom();
    void aServerThatWaitsToAcceptIsNeverStuck();
    void whoHasShutDownItsReceivingComesToAnEnd();
    void whoHasShutDownItsSendingIsToldSo();
    void whoWaitsInABacklogTriesAgainWhenTheListenerIsClosed();
    void aTryThatRefutesTheModelIsRepeatedOnlyAfterAChange();
    void whatABrokenTraceSaysOfBytesBreaksNothing();
};

void SocketWorldTest::connectionsWaitInTheBacklogUntilTheyAreAccepted() {
    Net net;
    net.connects();
    const World before = net.world();
    QCOMPARE(before.object(net.listener)->socket.waiting.size(), std::size_t(1));
    QVERIFY(before.object(net.near)->socket.isConnected);
    QVERIFY(before.object(net.near)->pipeEnd.peer.isNone());
    net.accepts();
    const World accepted = net.world();
    QVERIFY(accepted.object(net.listener)->socket.waiting.empty());
    QCOMPARE(accepted.object(net.listener)->socket.accepted, std::int64_t(1));
}

void SocketWorldTest::acceptedEndsKnowEachOther() {
    Net net;
    net.connects();
    net.accepts();
    QCOMPARE(net.world().object(net.near)->pipeEnd.peer, net.far);
    QCOMPARE(net.world().object(net.far)->pipeEnd.peer, net.near);
}

void SocketWorldTest::bytesAreInFlightUntilTheyAreReceived() {
    Net net;
    net.connects();
    net.sends(10);  // before it is accepted
    net.accepts();
    net.sends(5);
    QCOMPARE(net.world().object(net.near)->pipeEnd.bytesInFlight, std::int64_t(15));
    net.receives(12);
    const World world = net.world();
    QCOMPARE(world.object(net.near)->pipeEnd.bytesInFlight, std::int64_t(3));
    QCOMPARE(world.object(net.near)->pipeEnd.inFlight.size(), std::size_t(1));
    QCOMPARE(world.object(net.near)->pipeEnd.bytesTaken, std::int64_t(2));
    QCOMPARE(world.contradictions(), std::uint64_t(0));
    net.receives(4);  // more than there is
    QCOMPARE(net.world().contradictions(), std::uint64_t(1));
}

void SocketWorldTest::aMessageLeavesWithItsLastByteAndNotBeforeItIsWhole() {
    Net net;
    net.connects();
    net.accepts();
    const MessageId message = net.sends(8, Phase::waits);
    net.receives(8);
    QCOMPARE(net.world().object(net.near)->pipeEnd.inFlight.size(), std::size_t(1));
    net.sends(10, Phase::done, message);
    QCOMPARE(net.world().object(net.near)->pipeEnd.bytesInFlight, std::int64_t(2));
    net.receives(2);
    QVERIFY(net.world().object(net.near)->pipeEnd.inFlight.empty());
}

void SocketWorldTest::anEndIsOpenWhereItWasMadeOrAccepted() {
    Net net;
    net.connects();
    net.accepts();
    QCOMPARE(net.world().object(net.near)->pipeEnd.openIn.size(), std::size_t(1));
    QCOMPARE(net.world().object(net.far)->pipeEnd.openIn.size(), std::size_t(1));
    net.does(net.client, Op::tcpClose, net.near);
    QVERIFY(net.world().object(net.near)->pipeEnd.openIn.empty());
    QCOMPARE(net.world().contradictions(), std::uint64_t(0));
}

void SocketWorldTest::roomIsWhatIsNotUnread() {
    Net net;
    net.connects();
    net.does(net.client, Op::tcpSendAll, net.near, 100'000, {}, Phase::called);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(65'536));
    const MessageId message = net.sends(60'000, Phase::waits);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(5'536));
    net.sends(65'536, Phase::waits, message);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(0));
    QCOMPARE(net.world().possible(net.client), Possible::no);
    net.accepts();
    net.receives(1'000);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(1'000));
    QCOMPARE(net.world().possible(net.client), Possible::may);
    net.does(net.server, Op::tcpClose, net.far);  // it will fail: nothing keeps it
    QCOMPARE(forecast(net.world(), net.client), ~std::uint32_t(0));
}

void SocketWorldTest::aFullBacklogLetsNobodyIn() {
    Net net;
    net.connects();
    const auto one = net.builder.addObject(ObjectKind::socket, "s2", net.client);
    const auto wants = [&](Phase phase) {
        net.does(net.client, Op::tcpConnect, one, net.listener.number, {}, phase);
    };
    wants(Phase::called);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(1));
    QCOMPARE(net.world().possible(net.client), Possible::yes);
    net.does(net.client, Op::tcpConnect, one, net.listener.number, net.builder.newMessage());
    const auto two = net.builder.addObject(ObjectKind::socket, "s3", net.client);
    net.does(net.client, Op::tcpConnect, two, net.listener.number, {}, Phase::waits);
    QCOMPARE(net.world().possible(net.client), Possible::no);  // one more than the backlog is in
    net.accepts();
    QCOMPARE(net.world().possible(net.client), Possible::yes);
}

void SocketWorldTest::mayAConnectionBeReceivedFrom() {
    Net net;
    net.connects();
    net.does(net.client, Op::tcpRecv, net.near, 100, {}, Phase::waits);
    QCOMPARE(net.world().possible(net.client), Possible::no);  // not accepted: nobody sends
    net.accepts();
    QCOMPARE(net.world().possible(net.client), Possible::no);
    net.does(net.server, Op::tcpShutdown, net.far, 1);
    QCOMPARE(net.world().possible(net.client), Possible::may);  // end of file
}

void SocketWorldTest::aServerThatWaitsToAcceptIsNeverStuck() {
    Net net;
    net.does(net.server, Op::tcpAccept, net.listener, 0, {}, Phase::waits);
    QCOMPARE(net.world().possible(net.server), Possible::may);
}

void SocketWorldTest::whoHasShutDownItsReceivingComesToAnEnd() {
    Net net;
    net.connects();
    net.accepts();
    net.does(net.client, Op::tcpRecv, net.near, 100, {}, Phase::waits);
    net.does(net.client, Op::tcpShutdown, net.near, 1);
    QCOMPARE(net.world().possible(net.client), Possible::no);
    net.does(net.server, Op::unixSendAll, net.far, 70'000, net.builder.newMessage(), Phase::waits);
    QCOMPARE(forecast(net.world(), net.server), std::uint32_t(0));
    net.does(net.client, Op::tcpShutdown, net.near, 0);
    QVERIFY(net.world().mayTryAgain(net.client));
    QCOMPARE(forecast(net.world(), net.server), ~std::uint32_t(0));  // of Unix, it will fail
    QVERIFY(net.world().mayTryAgain(net.server));
}

void SocketWorldTest::whoHasShutDownItsSendingIsToldSo() {
    Net net;
    net.connects();
    net.accepts();
    net.sends(65'536, Phase::waits);
    QVERIFY(!net.world().mayTryAgain(net.client));
    net.does(net.client, Op::tcpShutdown, net.near, 1);
    net.builder.tell(
        {.worker = net.client, .op = Op::tcpSendAll, .object = net.near, .phase = Phase::called});
    QCOMPARE(forecast(net.world(), net.client), ~std::uint32_t(0));
}

void SocketWorldTest::whoWaitsInABacklogTriesAgainWhenTheListenerIsClosed() {
    Net net;
    net.connects();
    const auto other = net.builder.addObject(ObjectKind::socket, "s2", net.client);
    net.does(net.client, Op::tcpConnect, other, net.listener.number, net.builder.newMessage());
    const auto late = net.builder.addObject(ObjectKind::socket, "s3", net.client);
    net.does(net.client, Op::tcpConnect, late, net.listener.number, {}, Phase::waits);
    Net received;
    received.connects();
    received.does(received.client, Op::tcpRecv, received.near, 100, {}, Phase::waits);
    for (Net* waiting : {&net, &received}) {
        QVERIFY(!waiting->world().mayTryAgain(waiting->client));
        waiting->does(waiting->server, Op::tcpClose, waiting->listener);
        QVERIFY(waiting->world().mayTryAgain(waiting->client));
    }
}

void SocketWorldTest::aTryThatRefutesTheModelIsRepeatedOnlyAfterAChange() {
    Net net;
    net.does(net.client, Op::tcpConnect, net.near, net.listener.number, {}, Phase::waits);
    QVERIFY(net.world().mayTryAgain(net.client));
    net.builder.tell({.worker = net.client, .op = Op::divergence, .object = net.near});
    QCOMPARE(net.world().possible(net.client), Possible::yes);
    QVERIFY(!net.world().mayTryAgain(net.client));
    net.accepts();
    QVERIFY(net.world().mayTryAgain(net.client));
}

void SocketWorldTest::whatABrokenTraceSaysOfBytesBreaksNothing() {
    Net net;
    net.connects();
    net.accepts();
    net.sends(std::numeric_limits<std::int64_t>::min());
    net.does(net.client, Op::tcpSendAll, net.near, 10, {}, Phase::called);
    QCOMPARE(forecast(net.world(), net.client), std::uint32_t(65'536));
    net.receives(5);
    QCOMPARE(net.world().object(net.near)->pipeEnd.bytesInFlight, std::numeric_limits<std::int64_t>::min());
}

QTEST_GUILESS_MAIN(SocketWorldTest)
#include "SocketWorldTest.moc"
