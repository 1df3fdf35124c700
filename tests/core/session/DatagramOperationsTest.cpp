// SPDX-License-Identifier: MIT
// Every operation of datagrams, free and held: a row for each outcome that it can have.
#include "core/world/World.h"
#include "tests/core/session/Rows.h"

#include <QTest>

using namespace heddle;
using namespace heddle::test;

namespace {

struct Counts {
    int sent = 0, received = 0, contradictions = 0;
    std::int64_t dropped = 0, queued = 0;
};

Counts countsOf(const Scene& scene) {
    Counts counts;
    World world(scene.trace->names());
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        world = after(std::move(world), event, scene.trace->text(i));
        const bool isDone = event.phase == Phase::done && !event.message.isNone();
        counts.sent += isDone && event.op == Op::datagramSend ? 1 : 0;
        counts.received += isDone && event.op == Op::datagramRecv ? 1 : 0;
    }
    for (const ObjectId id : world.objects()) {
        counts.dropped += world.object(id)->socket.dropped;
        counts.queued += static_cast<std::int64_t>(world.object(id)->queue.items.size());
    }
    counts.contradictions = static_cast<int>(world.contradictions());
    return counts;
}

}  // namespace

class DatagramOperationsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsToldAsItWent_data();
    void anOperationIsToldAsItWent();
    void aDatagramIsOneMessage();
    void whatIsDroppedIsNeverReceived();
    void whoWaitsAtAPairThatNobodySendsToIsStuck();
    void thirtyRunsOfOneSeedAreTheSame();
};

void DatagramOperationsTest::anOperationIsToldAsItWent_data() {
    addRows(datagramRows());
}

void DatagramOperationsTest::anOperationIsToldAsItWent() {
    checkRow(datagramRows());
}

// What was not sent by one that is watched would be a warning.
void DatagramOperationsTest::aDatagramIsOneMessage() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = play("datagramCrowd", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        const Counts counts = countsOf(scene);
        QCOMPARE(counts.sent, 24 + 24 + 48);
        QCOMPARE(counts.received, counts.sent);
        QCOMPARE(counts.queued, std::int64_t(0));
        QCOMPARE(counts.dropped, std::int64_t(0));
        QCOMPARE(counts.contradictions, 0);
    }
}

void DatagramOperationsTest::whatIsDroppedIsNeverReceived() {
    const Scene first = play("udpLosses", Held::random);
    for (const Scene& scene : {play("udpLosses", Held::no), first, play("udpLosses", Held::random)}) {
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        const Counts counts = countsOf(scene);
        QCOMPARE(counts.sent, 601);
        QVERIFY(counts.received > 20 && counts.received < 601);
        QCOMPARE(counts.dropped, std::int64_t(601 - counts.received));
        QCOMPARE(counts.queued, std::int64_t(0));
    }
    QCOMPARE(play("udpLosses", Held::random).lines(), first.lines());
}

void DatagramOperationsTest::whoWaitsAtAPairThatNobodySendsToIsStuck() {
    const Scene scene = play("datagramStuck", Held::roundRobin);
    QCOMPARE(scene.facts.ending, Ending::stuck);
    QVERIFY2(scene.facts.endingSentence.find("waits for a datagram on p.a, which is empty") !=
                 std::string::npos,
             scene.facts.endingSentence.c_str());
}

void DatagramOperationsTest::thirtyRunsOfOneSeedAreTheSame() {
    const Scene first = play("datagramCrowd", Held::random, 5);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    for (int i = 1; i < 30; ++i)
        QCOMPARE(play("datagramCrowd", Held::random, 5).lines(), first.lines());
}

QTEST_APPLESS_MAIN(DatagramOperationsTest)
#include "DatagramOperationsTest.moc"
