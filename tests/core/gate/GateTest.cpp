// SPDX-License-Identifier: MIT
// Both sides of the gate, over a page and a slot that are no process's.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/base/FileDescriptor.h"
#include "core/gate/GateKeeper.h"

#include <sys/socket.h>
#include <thread>

namespace heddle {
namespace {

struct Door {
    RunPage page{};
    Slot slot{};
    FileDescriptor heddleEnd, programEnd;
    GateKeeper keeper{page};

    Door() {
        int ends[2];
        if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0) {
            heddleEnd = FileDescriptor{ends[0]};
            programEnd = FileDescriptor{ends[1]};
        }
        page.mode = static_cast<std::uint32_t>(Mode::held);
        slot.state = static_cast<std::uint32_t>(SlotState::running);
    }
    Gate gate() { return {page, slot, AttachSocket{programEnd.number()}}; }
    SlotState state() const { return static_cast<SlotState>(slot.state.load()); }

    // As the keeper does: a look, and sleep unless something was told since before the look.
    void awaitStanding() {
        while (true) {
            const std::uint32_t seen = keeper.glance();
            if (GateKeeper::stands(slot))
                return;
            keeper.sleep(seen, Span::seconds(10));
        }
    }
};

}  // namespace

class GateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modeSaysWhetherItIsHeld() {
        Door door;
        QVERIFY(door.gate().isHeld());
        door.page.mode = static_cast<std::uint32_t>(Mode::free);
        QVERIFY(!door.gate().isHeld());
    }

    void whoStandsIsSeenWithItsStateAndGoesByTheGrantThatItIsGiven() {
        for (const SlotState where : {SlotState::atGate, SlotState::waiting, SlotState::exiting})
            for (const Grant given : {Grant::go, Grant::fire, Grant::quiet}) {
                Door door;
                Grant got = given == Grant::go ? Grant::fire : Grant::go;
                QVERIFY(!GateKeeper::stands(door.slot));
                std::thread worker([&] { got = door.gate().await(where); });
                door.awaitStanding();
                QCOMPARE(door.state(), where);
                GateKeeper::grant(door.slot, given);
                worker.join();
                QCOMPARE(got, given);
                QCOMPARE(door.state(), SlotState::running);
            }
    }

    void whoWasGrantedStandsNoMoreThoughItHasNotYetRun() {
        Door door;
        door.slot.state = static_cast<std::uint32_t>(SlotState::atGate);
        door.slot.seenTurn = door.slot.turn.load();
        QVERIFY(GateKeeper::stands(door.slot));
        GateKeeper::grant(door.slot, Grant::go);
        QCOMPARE(door.state(), SlotState::atGate);
        QVERIFY(!GateKeeper::stands(door.slot));
    }

    void everyGrantLetsOneStepGo() {
        Door door;
        constexpr int steps = 1000;
        int taken = 0;  // no atomic: the gate alone orders both sides
        std::thread worker([&] {
            for (int i = 0; i < steps; ++i) {
                door.gate().await(SlotState::atGate);
                ++taken;
            }
            door.gate().await(SlotState::atGate);
        });
        for (int i = 0; i < steps; ++i) {
            door.awaitStanding();
            QCOMPARE(taken, i);
            GateKeeper::grant(door.slot, Grant::go);
        }
        door.awaitStanding();
        QCOMPARE(taken, steps);
        GateKeeper::grant(door.slot, Grant::go);
        worker.join();
    }

    void aNewcomersStarterIsToldAsSoonAsItStands() {
        Door door;
        FutexWord standing{0};
        std::thread worker([&] { door.gate().await(SlotState::atGate, &standing); });
        while (standing.load(std::memory_order_acquire) == 0)
            futexWait(standing, 0);
        QVERIFY(GateKeeper::stands(door.slot));
        GateKeeper::grant(door.slot, Grant::go);
        worker.join();
    }

    void whoStandsGoesOnByItselfWhenHeddleIsGone() {
        Door door;
        Grant got = Grant::go;
        QVERIFY(Gate::isHeddleThere(AttachSocket{door.programEnd.number()}));
        std::thread worker([&] { got = door.gate().await(SlotState::atGate); });
        door.awaitStanding();
        door.heddleEnd.close();
        QVERIFY(!Gate::isHeddleThere(AttachSocket{door.programEnd.number()}));
        worker.join();
        QCOMPARE(got, Grant::quiet);
        QCOMPARE(door.state(), SlotState::running);
    }

    void whoComesWhereTheRunIsNoLongerHeldGoesOn() {
        Door door;
        Grant got = Grant::quiet;
        door.keeper.setMode(Mode::free);
        got = door.gate().await(SlotState::atGate);
        QCOMPARE(got, Grant::go);
        QCOMPARE(door.state(), SlotState::running);
    }

    void whoWasOverlookedWhenTheRunBecameFreeGoesOnByItself() {
        Door door;
        Grant got = Grant::quiet;
        std::thread worker([&] { got = door.gate().await(SlotState::waiting); });
        door.awaitStanding();
        door.keeper.setMode(Mode::free);
        worker.join();
        QCOMPARE(got, Grant::go);
    }

    void aWakeForNoReasonIsNoGrant() {
        Door door;
        std::atomic<bool> isOver{false};
        std::thread worker([&] {
            door.gate().await(SlotState::waiting);
            isOver = true;
        });
        door.awaitStanding();
        for (int i = 0; i < 1000; ++i)
            futexWake(door.slot.turn, 1);
        QVERIFY(GateKeeper::stands(door.slot));
        QVERIFY(!isOver);
        GateKeeper::grant(door.slot, Grant::go);
        worker.join();
    }

    void theKeeperDoesNotSleepThroughWhatWasToldBeforeItSlept() {
        Door door;
        const std::uint32_t seen = door.keeper.glance();
        tellKeeper(door.page);
        const Instant before = monotonicNow();
        QVERIFY(door.keeper.sleep(seen, Span::seconds(60)));
        QVERIFY(monotonicNow() - before < Span::seconds(30));
        QCOMPARE(door.page.keeperSleeps.load(), 0U);
    }

    void theKeeperWakesWhenItsTimeIsOver() {
        Door door;
        QVERIFY(!door.keeper.sleep(door.keeper.glance(), Span::millis(1)));
        QCOMPARE(door.page.keeperSleeps.load(), 0U);
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::GateTest)
#include "GateTest.moc"
