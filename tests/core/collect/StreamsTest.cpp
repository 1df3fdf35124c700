// SPDX-License-Identifier: MIT
// Messages of byte streams by offset, against a model that knows whose every single byte is; and the order
// that follows from it.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/collect/Merger.h"

#include <limits>
#include <map>
#include <rapidcheck.h>

namespace heddle {
namespace {

constexpr std::int64_t endOfTime = std::numeric_limits<std::int64_t>::max();
constexpr ObjectId near{1}, far{2};

// One direction, byte by byte.
struct Model {
    std::vector<std::uint64_t> owner;              // of each byte sent: its message
    std::map<std::uint64_t, std::size_t> missing;  // of each message: bytes sent and not received
    std::map<std::uint64_t, bool> isOver;
    std::size_t received = 0;

    std::vector<Streams::Part> receive(std::size_t bytes) {
        std::vector<Streams::Part> parts;
        for (std::size_t i = 0; i < bytes; ++i, ++received) {
            const std::uint64_t message = owner[received];
            if (parts.empty() || parts.back().message.number != message)
                parts.push_back({{message}, 0, false});
            ++parts.back().bytes;
            parts.back().isWhole = --missing[message] == 0 && isOver[message];
        }
        return parts;
    }
};

bool areEqual(const std::vector<Streams::Part>& a, const std::vector<Streams::Part>& b) {
    return std::ranges::equal(a, b, [](const Streams::Part& x, const Streams::Part& y) {
        return x.message == y.message && x.bytes == y.bytes && x.isWhole == y.isWhole;
    });
}

// A worker for each side, and a third that may accept. What comes out is written "op:message:value".
struct Bench {
    Merger merger;
    Lane* lanes[4] = {};

    Bench() {
        for (std::uint32_t i = 1; i <= 3; ++i) {
            lanes[i] = &merger.open({i});
            merger.edges().define({i}, 0);
        }
    }
    void has(std::uint32_t worker, Op op, std::int64_t end, ObjectId object, MessageId message,
             std::int64_t value, Phase phase = Phase::done, Outcome outcome = Outcome::ok) {
        Event event;
        event.worker = {worker};
        event.op = op;
        event.end = end;
        event.object = object;
        event.message = message;
        event.value = value;
        event.phase = phase;
        event.outcome = outcome;
        merger.inbox(*lanes[worker]).push_back(event);
        merger.arrived(*lanes[worker]);
    }
    QString out() {
        QStringList all;
        do {
            while (const auto merged = merger.next(endOfTime)) {
                const Event& event = *merged->event;
                all << told(event);
                for (const Streams::Part& part : merger.edges().parts())
                    all << told(partOf(event, part));
            }
        } while (merger.closeGaps(Gaps::Patience::waitForWriters));
        return all.join(' ');
    }
    static QString told(const Event& event) {
        const std::string_view verb = verbOf(event.op);
        return QString("%1:%2:%3")
            .arg(QString::fromUtf8(verb.data(), static_cast<qsizetype>(verb.size())))
            .arg(event.message.number)
            .arg(event.value);
    }
    void seesAllIdle() {
        merger.beginSample();
        for (std::uint32_t i = 1; i <= 3; ++i) {
            IntentNow idle;
            merger.sample(*lanes[i], SlotState::running, idle);
        }
    }
};

constexpr MessageId from(std::uint64_t offset) {
    return inRing::offset(offset);
}
constexpr inRing::Connection wire{40'000, 5'000};

}  // namespace

class StreamsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyByteReceivedBelongsToWhoSentIt() {
        const bool holds = rc::check([] {
            Streams streams;
            streams.pair(near, far);
            Model model;
            std::uint64_t last = 0;
            for (int step = 0; step < 60; ++step) {
                if (*rc::gen::inRange(0, 2) == 0) {
                    const std::size_t begin = model.owner.size();
                    const bool isLong = *rc::gen::inRange(0, 3) == 0;
                    for (int part = isLong ? 3 : 1; part > 0; --part) {  // a long send is told as it goes on
                        const std::size_t bytes = *rc::gen::inRange<std::size_t>(part == 1 ? 1 : 0, 9);
                        const std::size_t upTo = model.owner.size() + bytes;
                        const MessageId message = streams.send(near, begin, upTo, part == 1, last);
                        model.owner.resize(upTo, message.number);
                        model.missing[message.number] += bytes;
                        model.isOver[message.number] = part == 1;
                        RC_ASSERT(message.isNone() == (upTo == begin));
                        if (part > 1 && *rc::gen::inRange(0, 2) == 0)
                            takeSome(streams, model);
                    }
                } else {
                    takeSome(streams, model);
                }
            }
        });
        QVERIFY(holds);
    }

    void partsAndCoalescedSendsAreToldOneByOne() {
        Bench bench;
        bench.merger.edges().definePair(near, far);
        bench.has(1, Op::tcpSend, 10, near, from(0), 4);
        bench.has(1, Op::tcpSend, 11, near, from(4), 4);
        bench.has(1, Op::tcpSend, 12, near, from(8), 4);
        bench.has(2, Op::tcpRecv, 20, far, from(0), 3);
        bench.has(2, Op::tcpRecv, 21, far, from(3), 6);
        bench.has(2, Op::tcpRecv, 22, far, from(9), 3);
        QCOMPARE(bench.out(),
                 "send:1:4 send:2:4 send:3:4 recv:0:3 part:1:3 recv:2:6 whole:1:1 part:3:1 recv:3:3");
    }

    void aReceiveWaitsForTheSendsOfAllItsBytes() {
        Bench bench;
        bench.merger.edges().definePair(near, far);
        bench.has(2, Op::tcpRecv, 5, far, from(0), 8);
        bench.has(1, Op::tcpSend, 10, near, from(0), 4);
        QCOMPARE(bench.out(), "send:1:4");
        bench.has(1, Op::tcpSend, 11, near, from(4), 4);
        QCOMPARE(bench.out(), "send:2:4 recv:2:8 whole:1:4");
    }

    void whatALongSendHasMovedWhenItWaitsMayBeReceived() {
        Bench bench;
        bench.merger.edges().definePair(near, far);
        bench.has(2, Op::tcpRecv, 5, far, from(0), 8);
        bench.has(1, Op::tcpSendAll, 10, near, from(0), 8, Phase::waits);
        QCOMPARE(bench.out(), "send_all:1:8 recv:0:8 part:1:8");
        bench.has(2, Op::tcpRecv, 20, far, from(8), 2);
        bench.has(1, Op::tcpSendAll, 30, near, from(0), 10);
        QCOMPARE(bench.out(), "send_all:1:10 recv:1:2");
    }

    void anAcceptComesAfterItsConnectAndMakesThemAPair() {
        Bench bench;
        bench.has(1, Op::tcpListen, 1, {3}, inRing::connection({0, wire.server}), 7);
        bench.has(2, Op::tcpRecv, 4, far, from(0), 5);
        bench.has(3, Op::tcpAccept, 3, {3}, inRing::connection(wire), far.number);
        bench.has(1, Op::tcpConnect, 10, near, inRing::connection(wire),
                  static_cast<std::int64_t>(wire.number()));
        bench.has(1, Op::tcpSend, 11, near, from(0), 5);
        QCOMPARE(bench.out(), "listen:0:7 connect:1:3 accept:1:2 send:2:5 recv:2:5");
        QCOMPARE(bench.merger.counts().outside, 0U);
    }

    // The kernel connects while the worker that asked for it sleeps.
    void anAcceptWaitsForAConnectThatSleeps() {
        Bench bench;
        bench.has(3, Op::tcpAccept, 3, {3}, inRing::connection(wire), far.number);
        QCOMPARE(bench.out(), "");
        for (int round = 0; round < 3; ++round) {
            bench.merger.beginSample();
            bench.merger.sample(*bench.lanes[2], SlotState::running, IntentNow{});
            bench.merger.sample(*bench.lanes[3], SlotState::running, IntentNow{});
            IntentNow connects;
            connects.op = Op::tcpConnect;
            connects.operation = 1;
            connects.message = inRing::connection(wire);
            bench.merger.sample(*bench.lanes[1], SlotState::waiting, connects);
            QCOMPARE(bench.out(), "");
        }
        bench.has(1, Op::tcpConnect, 10, near, inRing::connection(wire),
                  static_cast<std::int64_t>(wire.number()));
        QCOMPARE(bench.out(), "connect:1:0 accept:1:2");
        QCOMPARE(bench.merger.counts().outside, 0U);
    }

    void theSameAddressesAgainAreAnotherConnection() {
        Bench bench;
        for (int i = 0; i < 2; ++i)
            bench.has(1, Op::tcpConnect, 10 + i, near, inRing::connection(wire),
                      static_cast<std::int64_t>(wire.number()));
        bench.has(3, Op::tcpAccept, 20, {3}, inRing::connection(wire), far.number);
        QCOMPARE(bench.out(), "connect:1:0 connect:2:0 accept:2:2");
    }

    void noAddressReachesTheTrace() {
        Bench bench;
        const auto number = static_cast<std::int64_t>(wire.number());
        bench.has(1, Op::tcpConnect, 10, near, {}, number, Phase::called);
        bench.has(1, Op::tcpConnect, 11, near, inRing::connection(wire), number, Phase::waits);
        bench.has(1, Op::tcpConnect, 12, near, inRing::connection(wire), number, Phase::failed,
                  Outcome::refused);
        QCOMPARE(bench.out(), "connect:0:0 connect:1:0 connect:1:0");
    }

    void whatAnUnwatchedPeerSendsIsFromOutsideAndCounted() {
        Bench bench;
        bench.has(2, Op::tcpRecv, 10, far, from(0), 5);
        QCOMPARE(bench.out(), "");
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "recv:0:5");
        bench.has(2, Op::tcpRecv, 20, far, from(5), 5);  // and is not waited for again
        QCOMPARE(bench.out(), "recv:0:5");
        QCOMPARE(bench.merger.counts().outside, 2U);
    }

    void aSendThatWasKilledMayHaveMovedEverything() {
        Bench bench;
        bench.merger.edges().definePair(near, far);
        bench.has(1, Op::tcpSend, 10, near, from(0), 8, Phase::failed, Outcome::killed);
        bench.has(2, Op::tcpRecv, 5, far, from(0), 8);
        QCOMPARE(bench.out(), "send:1:8 recv:1:8");
    }

private:
    static void takeSome(Streams& streams, Model& model) {
        const std::size_t bytes = *rc::gen::inRange<std::size_t>(0, model.owner.size() - model.received + 1);
        const std::uint64_t first = model.received, upTo = first + bytes;
        RC_ASSERT(bytes == 0 || streams.hasCome(far, upTo));
        RC_ASSERT(!streams.hasCome(far, model.owner.size() + 1));
        RC_ASSERT(areEqual(streams.receive(far, first, upTo), model.receive(bytes)));
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::StreamsTest)
#include "StreamsTest.moc"
