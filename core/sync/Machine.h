// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Line.h"

#include <mutex>
#include <utility>

namespace heddle {

// One operation of a state machine, from its call to its end (DESIGN 6: begin, retry, park).
//   machine.line(): where it waits        machine.mayGo(): would it go now?
//   machine.go(): does it                 machine.settle(): wakes whoever may go after the change
//   machine.told(), if it has one: the value of the event that it waits
// All but the last are called under the latch. Thread: the operation's.
template <class Machine>
class MachineRun {
public:
    MachineRun(Operation& operation, Latch& latch, Machine machine)
        : m_operation(operation), m_machine(machine), m_guard(latch) {}

    // True when it went, false when its patience ended. The operation has then taken effect and is not yet
    // recorded.
    bool toItsEnd() {
        // Who cannot wait may go ahead of those who do: an answer "empty" while something lies there would be
        // a lie. The first in line may have been woken for it already, and then waits again.
        if (goes(m_machine.line().isEmpty() || !m_operation.mayWait())) {
            m_machine.settle();
            return true;
        }
        if (m_operation.mayWait()) {
            m_operation.setBehindOthers(m_machine.mayGo());
            return waitInLine();
        }
        m_operation.takesEffect();
        return false;
    }

private:
    // Its place in line, given up under the latch on every way out: an item that is moved may throw.
    struct Place {
        Machine& machine;
        Waiter waiter;

        Place(Machine& its, Operation& operation) : machine(its) { machine.line().join(waiter, operation); }
        ~Place() {
            machine.line().leave(waiter);
            machine.settle();
        }
        bool isFirst() const { return machine.line().first() == &waiter; }
    };

    bool goes(bool isInTurn) {
        if (!(isInTurn || m_operation.isHeld()) || !m_machine.mayGo())
            return false;
        m_operation.takesEffect();
        m_machine.go();
        return true;
    }

    // Opens the latch for a scope; a thread that is cancelled in it leaves its place under the latch as well.
    struct Opened {
        std::unique_lock<Latch>& guard;
        explicit Opened(std::unique_lock<Latch>& its) : guard(its) { guard.unlock(); }
        ~Opened() { guard.lock(); }
    };

    Wake rest(Waiter& waiter, bool isToBeTold) {
        const Opened opened{m_guard};
        if (isToBeTold)
            m_operation.waits(told());
        return m_operation.park(waiter.seen, waiter.isHeld);
    }

    Wake sleep(Waiter& waiter, bool isToBeTold) {
        const Wake wake = rest(waiter, isToBeTold);
        Line::sleepAgain(waiter, m_operation);
        return wake;
    }

    std::int64_t told() {
        if constexpr (requires { m_machine.told(); })
            return m_machine.told();
        return 0;
    }

    bool waitInLine() {
        Place place{m_machine, m_operation};
        bool isToBeTold = true;
        while (true) {
            const Wake wake = sleep(place.waiter, isToBeTold);
            if (goes(place.isFirst()))
                return true;
            if (wake == Wake::timeout) {
                m_operation.takesEffect();
                return false;
            }
            isToBeTold = m_operation.isHeld();  // it was granted, and could not: every grant ends in an event
            if (isToBeTold)
                m_operation.takesEffect();
        }
    }

    Operation& m_operation;
    Machine m_machine;
    std::unique_lock<Latch> m_guard;
};

template <class Machine>
bool runMachine(Operation& operation, Latch& latch, Machine machine) {
    return MachineRun<Machine>{operation, latch, machine}.toItsEnd();
}

}  // namespace heddle
