// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/collect/Merger.h"

#include <limits>

namespace heddle {
namespace {

constexpr std::int64_t endOfTime = std::numeric_limits<std::int64_t>::max();

// Workers 1, 2, 3 and objects 1, 2 whose numbers go on from 0.
struct Bench {
    Merger merger;
    Lane* lanes[4] = {};

    Bench() {
        for (std::uint32_t i = 1; i <= 3; ++i)
            lanes[i] = &merger.open({i});
        merger.edges().define({1}, 0);
        merger.edges().define({2}, 0);
    }
    void has(std::uint32_t worker, Op op, std::int64_t end, std::uint32_t object = 0, std::uint32_t order = 0,
             std::uint64_t message = 0) {
        Event event;
        event.worker = {worker};
        event.op = op;
        event.end = end;
        event.object = {object};
        event.order = order;
        event.message = {message};
        event.value = end;
        merger.inbox(*lanes[worker]).push_back(event);
        merger.arrived(*lanes[worker]);
    }
    void sees(std::uint32_t worker, Op op = Op::none, std::uint32_t object = 0, std::uint32_t operation = 1) {
        IntentNow intent;
        intent.op = op;
        intent.operation = op == Op::none ? 0 : operation;
        intent.object = {object};
        merger.sample(*lanes[worker], SlotState::running, intent);
    }
    void seesAllIdle() {
        merger.beginSample();
        for (std::uint32_t i = 1; i <= 3; ++i)
            sees(i);
    }
    // The values of what comes out: "5 3 8".
    QString out(std::int64_t horizon = endOfTime) {
        QStringList values;
        do {
            while (const auto merged = merger.next(horizon))
                values << QString::number(merged->event->value);
        } while (merger.closeGaps(Gaps::Patience::waitForWriters));
        return values.join(' ');
    }
};

constexpr std::uint64_t messageOf(std::uint64_t sender, std::uint64_t count) {
    return sender << 32 | count;
}

}  // namespace

class MergerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCopyGoesOnFromWhereItsOriginalWasAtTheFork() {
        Bench bench;
        bench.merger.edges().define({3}, 2, {1});
        bench.has(3, Op::queueGet, 10, 3, 3);
        bench.has(1, Op::queuePut, 20, 1, 1, messageOf(1, 1));
        bench.has(2, Op::queuePut, 30, 1, 2, messageOf(2, 1));
        bench.has(1, Op::queuePut, 40, 1, 3, messageOf(1, 2));
        QCOMPARE(bench.out(), "20 30 10 40");
        QCOMPARE(bench.merger.counts().ordersSkipped, 0u);
    }

    void aCopyWaitsForItsOriginalAsLongAsThatMayCome() {
        Bench bench;
        bench.merger.edges().define({3}, 1, {1});
        bench.has(3, Op::queueGet, 10, 3, 2);
        QCOMPARE(bench.out(), "");
        bench.merger.beginSample();
        bench.sees(1, Op::queuePut, 1);
        bench.sees(2);
        bench.sees(3);
        QCOMPARE(bench.out(), "");
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "10");  // it was never written
    }

    void whatIsTiedByNothingIsOrderedByTime() {
        Bench bench;
        bench.has(1, Op::print, 10);
        bench.has(1, Op::print, 30);
        bench.has(2, Op::print, 20);
        QCOMPARE(bench.out(), "10 20 30");
    }

    void whatEndedAfterTheHorizonStays() {
        Bench bench;
        bench.has(1, Op::print, 10);
        bench.has(2, Op::print, 20);
        QCOMPARE(bench.out(15), "10");
        QCOMPARE(bench.out(25), "20");
    }

    void anObjectsNumbersGoBeforeTime() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 1, 2);
        bench.has(2, Op::mutexRelease, 20, 1, 1);
        QCOMPARE(bench.out(), "20 10");
    }

    void anObjectsNumbersMayWrapAround() {
        Bench bench;
        bench.merger.edges().define({5}, 0xFFFFFFFD);
        bench.has(1, Op::mutexAcquire, 10, 5, 1);
        bench.has(1, Op::mutexAcquire, 11, 5, 2);
        bench.has(2, Op::mutexAcquire, 20, 5, 0xFFFFFFFE);
        bench.has(2, Op::mutexAcquire, 21, 5, 0xFFFFFFFF);
        QCOMPARE(bench.out(), "20 21 10 11");
        QCOMPARE(bench.merger.counts().ordersSkipped, 0U);
    }

    void aReceiveWaitsForItsSendAndBothHaveOneNumber() {
        Bench bench;
        bench.has(1, Op::queueGet, 10, 0, 0, messageOf(2, 77));
        QCOMPARE(bench.out(), "");
        bench.has(2, Op::queuePut, 20, 0, 0, messageOf(2, 77));
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
    }

    void aLongSendKeepsOneNumberFromItsFirstWaitAndIsReceivedOnlyWhenDone() {
        Bench bench;
        bench.has(1, Op::pipeSend, 10, 0, 0, messageOf(1, 1));
        bench.lanes[1]->head().phase = Phase::waits;
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
        bench.has(2, Op::pipeRecv, 20, 0, 0, messageOf(1, 1));
        QVERIFY(!bench.merger.next(endOfTime));
        bench.has(1, Op::pipeSend, 30, 0, 0, messageOf(1, 1));
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
    }

    void aBeginWaitsForItsStartAndAJoinForTheEnd() {
        Bench bench;
        bench.has(2, Op::threadBegin, 10, 1);
        bench.has(2, Op::threadEnd, 40, 1);
        bench.has(3, Op::threadJoin, 15, 1);
        bench.has(1, Op::threadStart, 30, 1);
        QCOMPARE(bench.out(), "30 10 40 15");
    }

    void anEventWaitsForItsObjectsDefinition() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 9, 6);
        QCOMPARE(bench.out(), "");
        bench.merger.edges().define({9}, 5);
        QCOMPARE(bench.out(), "10");
    }

    void aGapStaysOpenUntilWorkersWereLookedAtAndRingsDrainedAgain() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 1, 2);
        QCOMPARE(bench.out(), "");
        QVERIFY(bench.merger.wantsSample());
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "10");
        QCOMPARE(bench.merger.counts().ordersSkipped, 1U);
    }

    void aGapStaysOpenWhileAWorkerIsInTheMiddleOnTheObject() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 1, 2);
        bench.out();
        for (int round = 0; round < 5; ++round) {
            bench.merger.beginSample();
            bench.sees(2, Op::mutexRelease, 1);
            QCOMPARE(bench.out(), "");
        }
        bench.has(2, Op::mutexRelease, 5, 1, 1);
        QCOMPARE(bench.out(), "5 10");
        QCOMPARE(bench.merger.counts().ordersSkipped, 0U);
    }

    void aWorkerThatCameToTheObjectLaterHoldsNoGapOpen() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 1, 2);
        bench.out();
        bench.merger.beginSample();
        bench.sees(2, Op::mutexRelease, 1, 6);
        QCOMPARE(bench.out(), "");
        bench.merger.beginSample();
        bench.sees(2, Op::mutexAcquire, 1, 7);
        QCOMPARE(bench.out(), "10");
    }

    void aReceiveWhoseSenderIsGoneIsToldAsFromOutside() {
        Bench bench;
        bench.has(1, Op::queueGet, 10, 0, 0, messageOf(99, 1));
        bench.out();
        bench.seesAllIdle();
        const auto stillNothing = bench.merger.next(endOfTime);
        QVERIFY(!stillNothing);
        QVERIFY(bench.merger.closeGaps(Gaps::Patience::waitForWriters));
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
        QCOMPARE(bench.merger.counts().outside, 1U);
    }

    void aJoinWaitsAsLongAsTheJoinedOneLives() {
        Bench bench;
        bench.merger.edges().defineHandle({1}, {2});
        bench.has(1, Op::threadJoin, 10, 1);
        bench.out();
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "");
        bench.merger.close(*bench.lanes[2]);
        QCOMPARE(bench.out(), "10");
        QCOMPARE(bench.merger.counts().endsMissing, 1U);
    }

    void recordsThatWaitForEachOtherAreLetGoByTimeAndCounted() {
        Bench bench;
        bench.has(1, Op::mutexAcquire, 10, 1, 2);
        bench.has(1, Op::mutexAcquire, 11, 2, 1);
        bench.has(2, Op::mutexAcquire, 20, 2, 2);
        bench.has(2, Op::mutexAcquire, 21, 1, 1);
        QCOMPARE(bench.out(), "");
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "10 11 20 21");
        QCOMPARE(bench.merger.counts().cycles, 1U);
        QCOMPARE(bench.merger.counts().late, 1U);
    }

    void aRecordThatWaitsForOneBehindItselfIsLetGo() {
        Bench bench;
        bench.has(1, Op::queueGet, 10, 0, 0, messageOf(1, 1));
        bench.has(1, Op::queuePut, 11, 0, 0, messageOf(1, 1));
        bench.out();
        bench.seesAllIdle();
        QVERIFY(!bench.merger.next(endOfTime));
        QVERIFY(bench.merger.closeGaps(Gaps::Patience::waitForWriters));
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
        QCOMPARE(bench.merger.next(endOfTime)->event->message, MessageId{1});
    }

    void numbersBeyondReasonHoldNothingUp() {
        Bench bench;
        bench.has(1, Op::threadBegin, 10, 0xFFFFFFFF, 0xFFFFFFFF);
        bench.has(1, Op::threadJoin, 11, 0xFFFFFFF0);
        bench.has(2, Op::mutexAcquire, 20, 1, 0x80000000);
        bench.has(2, Op::mutexAcquire, 21, 1, 1);
        QCOMPARE(bench.out(), "10 11");
        bench.seesAllIdle();
        QCOMPARE(bench.out(), "20 21");
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::MergerTest)
#include "MergerTest.moc"
