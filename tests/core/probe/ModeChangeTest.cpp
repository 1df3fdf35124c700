// SPDX-License-Identifier: MIT
// A run that becomes held, or free, while its workers wait.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/probe/Operation.h"
#include "core/probe/Pause.h"
#include "tests/core/probe/SelfWatch.h"

#include <functional>
#include <optional>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace heddle {
namespace {

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{1024};
    return watch;
}

const SourceLine noLine{"", 0, ""};

Newcomer newcomer(FutexWord& standing) {
    Newcomer newcomer;
    newcomer.id = {heddleItself().page().nextWorker.fetch_add(1)};
    newcomer.path = "main/newcomer";
    newcomer.standing = &standing;
    return newcomer;
}

// One more worker, in the middle of an operation that was begun free. Thread: the test's own.
class Waiter {
public:
    explicit Waiter(std::function<Wake(Operation&)> wait)
        : m_thread([this, wait = std::move(wait)] {
              Operation operation{Op::custom, m_object, noLine};
              m_worker = thisWorker()->id.number;
              wake = wait(operation);
              isBack = true;
              operation.done();
          }) {}
    WorkerId worker() const {
        while (m_worker.load() == 0)
            std::this_thread::yield();
        return {m_worker.load()};
    }
    SlotView parked() const {  // once it is
        const SlotView slot = heddleItself().slotOf(worker());
        while (slot.state() != SlotState::waiting)
            std::this_thread::yield();
        return slot;
    }

    std::atomic<bool> isBack{false};
    std::atomic<Wake> wake{Wake::timeout};

private:
    Object m_object{{ObjectKind::queue}, "q"};
    std::atomic<std::uint32_t> m_worker{0};
    std::jthread m_thread;
};

}  // namespace

class ModeChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void cleanup() { heddleItself().keeper().setMode(Mode::free); }

    void whoParkedFreeIsWokenTriesAgainAndThenStands() {
        Waiter waiter([](Operation& operation) {
            Wake wake = Wake::retry;
            for (int tries = 0; tries < 2; ++tries)
                wake = operation.park(operation.glance(), operation.isHeld());
            return wake;
        });
        const SlotView slot = waiter.parked();
        QVERIFY(!slot.sleepsInKernel());
        QVERIFY(!GateKeeper::stands(slot.raw()));  // it awaits no grant
        const std::uint32_t turn = slot.turn();
        heddleItself().keeper().setMode(Mode::held);
        while (!GateKeeper::stands(slot.raw())) {
            GateKeeper::wakeParked(slot.raw());
            std::this_thread::yield();
        }
        QCOMPARE(slot.turn(), turn);  // else it might have passed its gate by that
        QVERIFY(!waiter.isBack);
        heddleItself().grant(waiter.worker(), Grant::fire);
        while (!waiter.isBack)
            std::this_thread::yield();
        QCOMPARE(waiter.wake.load(), Wake::timeout);
    }

    void whoSleepsInTheKernelDoesNotStandBeforeThatWakesIt() {
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        Waiter waiter([&](Operation& operation) { return operation.parkInKernel(ends[0], POLLIN); });
        const SlotView slot = waiter.parked();
        QVERIFY(slot.sleepsInKernel());
        heddleItself().keeper().setMode(Mode::held);
        QVERIFY(!GateKeeper::stands(slot.raw()));
        QCOMPARE(write(ends[1], "x", 1), ssize_t(1));
        heddleItself().awaitStanding(waiter.worker());
        QVERIFY(!waiter.isBack);  // it asks before it tries
        QVERIFY(!slot.sleepsInKernel());
        heddleItself().grant(waiter.worker());
        while (!waiter.isBack)
            std::this_thread::yield();
        QCOMPARE(waiter.wake.load(), Wake::retry);
        close(ends[0]);
        close(ends[1]);
    }

    void whoSleepsOnAnothersWordStandsBeforeItLooksAgain() {
        const FutexWord word{0};
        Waiter waiter([&](Operation& operation) { return operation.parkOn(word, 0); });
        const SlotView slot = waiter.parked();
        QVERIFY(slot.sleepsInKernel());
        heddleItself().keeper().setMode(Mode::held);
        heddleItself().awaitStanding(waiter.worker());
        QVERIFY(!waiter.isBack);
        QVERIFY(!slot.sleepsInKernel());  // or it would look still again as soon as it is let go
        heddleItself().grant(waiter.worker());
        while (!waiter.isBack)
            std::this_thread::yield();
        QCOMPARE(waiter.wake.load(), Wake::retry);
    }

    void whoStandsIsLetGoWhenTheRunBecomesFreeAndThenParksAsThere() {
        std::atomic<bool> isServed{false};
        Waiter waiter([&](Operation& operation) {
            while (!operation.isHeld())
                std::this_thread::yield();
            operation.park(operation.glance(), true);
            Wake wake = Wake::timeout;
            while (!isServed)  // the grant may come when it has seen by itself that it is free
                wake = operation.park(operation.glance(), operation.isHeld());
            return wake;
        });
        heddleItself().slotOf(waiter.worker());
        heddleItself().keeper().setMode(Mode::held);
        heddleItself().awaitStanding(waiter.worker());
        heddleItself().keeper().setMode(Mode::free);
        heddleItself().grant(waiter.worker());
        const SlotView slot = heddleItself().slotOf(waiter.worker());
        while (slot.state() != SlotState::waiting || !slot.hasNotBeenWoken())
            std::this_thread::yield();
        isServed = true;
        slot.raw().turn.fetch_add(1);
        futexWake(slot.raw().turn, 1);
        while (!waiter.isBack)
            std::this_thread::yield();
        QCOMPARE(waiter.wake.load(), Wake::retry);
    }

    void aNewcomerOfAHeldRunTellsItsStarterAtItsFirstOperationWhereItIsFreeByThen() {
        Object object{{ObjectKind::queue}, "q"};
        FutexWord standing{0};
        std::atomic<bool> isThere{false}, isFree{false}, isTold{false};
        heddleItself().keeper().setMode(Mode::held);
        std::jthread thread([&] {
            isThere = watch::become(newcomer(standing));
            while (!isFree)
                std::this_thread::yield();
            Operation operation{Op::custom, object, noLine};
            isTold = standing == 1;
            operation.done();
        });
        while (!isThere)
            std::this_thread::yield();
        QCOMPARE(standing.load(), 0U);
        heddleItself().keeper().setMode(Mode::free);
        isFree = true;
        thread.join();
        QVERIFY(isTold);
    }

    // At the library's depth it stands only where it waits.
    void aNewcomerOfAHeldRunTellsItsStarterWhereItParksFree() {
        Object object{{ObjectKind::queue}, "q"};
        FutexWord standing{0};
        std::atomic<bool> isCalled{false}, isFree{false}, isTold{false};
        heddleItself().keeper().setMode(Mode::held);
        std::jthread thread([&] {
            const bool isThere = watch::become(newcomer(standing));
            Operation operation{Depth::library, Op::custom, object, noLine,
                                Patience::atMost(std::chrono::milliseconds(1))};
            isCalled = isThere;
            while (!isFree)
                std::this_thread::yield();
            operation.park(operation.glance(), false);
            isTold = standing == 1;
            operation.done();
        });
        while (!isCalled)
            std::this_thread::yield();
        QCOMPARE(standing.load(), 0U);
        heddleItself().keeper().setMode(Mode::free);
        isFree = true;
        thread.join();
        QVERIFY(isTold);
    }

    // Its starter goes on then, and may stand before anybody looks: it must not be overlooked, or the run
    // would be taken for still.
    void whoToldItsStarterFreeIsSeenByWhoeverHoldsTheRun() {
        int toldFree = 0;
        heddleItself().readAll();      // slots that were given back before
        std::optional<SlotView> slot;  // the lowest, the same for each
        for (int round = 0; round < 2000; ++round) {
            FutexWord standing{0};
            const Newcomer who = newcomer(standing);
            std::atomic<bool> isThere{false}, hasToldFree{false};
            std::jthread thread([&] {
                isThere = true;
                hasToldFree = watch::become(who) && standing == 1;
            });
            while (!isThere)
                std::this_thread::yield();
            for (int i = 0; i < round % 256 * 4; ++i)  // so that it comes sooner and later
                pauseBriefly();
            heddleItself().keeper().setMode(Mode::held);
            const bool isSeen = !slot || slot->state() != SlotState::empty;
            thread.join();
            slot = heddleItself().slotOf(who.id);
            heddleItself().keeper().setMode(Mode::free);
            heddleItself().readAll();
            toldFree += hasToldFree ? 1 : 0;
            QVERIFY2(isSeen || !hasToldFree, qPrintable(QString("round %1").arg(round)));
        }
        QVERIFY(toldFree > 0);
    }

    // Whoever wakes it goes by what it told in its line: parked otherwise it would be woken by nobody, or
    // twice.
    void whoToldItsLineOtherwiseDoesNotPark() {
        Object object{{ObjectKind::queue}, "q"};
        Operation operation{Op::custom, object, noLine};
        QCOMPARE(operation.park(operation.glance(), true), Wake::retry);
        heddleItself().keeper().setMode(Mode::held);
        QCOMPARE(operation.park(operation.glance(), false), Wake::retry);
        operation.done();
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::ModeChangeTest)
#include "ModeChangeTest.moc"
