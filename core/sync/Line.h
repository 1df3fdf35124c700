// SPDX-License-Identifier: MIT
#pragma once

#include "core/probe/Latch.h"
#include "core/probe/Operation.h"

#include <mutex>
#include <utility>

namespace heddle {

// One waiting thread's place; lives on its stack while it is in a line.
struct Waiter {
    FutexWord* turn = nullptr;
    std::uint32_t seen = 0;   // the value of turn on which it sleeps
    bool isWoken = false;     // told to try; not told again until it has
    bool isHeld = false;      // woken by the keeper, not by us
    bool isNotified = false;  // Condition: it may go on
    Waiter* next = nullptr;
    Waiter* before = nullptr;
};

// Who waits at one side of an object, in order. In free mode only the first may go; in held modes whoever is
// chosen. Thread: any, under its object's latch.
class Line {
public:
    bool isEmpty() const { return m_first == nullptr; }
    Waiter* first() const { return m_first; }
    void join(Waiter& waiter, Operation& operation);
    void leave(Waiter& waiter);
    void wakeFirst();
    void wakeAll();
    static void wake(Waiter& waiter);
    void forget() { m_first = m_last = nullptr; }  // in the child of a fork: who waited is not here

private:
    Waiter* m_first = nullptr;
    Waiter* m_last = nullptr;
};

// Runs one operation of a state machine to its end (DESIGN 6: begin, retry, park).
//   machine.line(): where it waits        machine.mayGo(): would it go now?
//   machine.go(): does it                 machine.settle(): wakes whoever may go after the change
// All four are called under `latch`. Returns true when it went, false when its patience ended.
// `operation` has then taken effect and is not yet recorded.
template <class Machine>
bool runMachine(Operation& operation, Latch& latch, Machine machine) {
    std::unique_lock guard{latch};
    Line& line = machine.line();
    const auto goes = [&](bool isInTurn) {
        if (!(isInTurn || operation.isHeld()) || !machine.mayGo())
            return false;
        operation.takesEffect();
        machine.go();
        return true;
    };
    if (goes(line.isEmpty())) {
        machine.settle();
        return true;
    }
    if (!operation.mayWait()) {
        operation.takesEffect();
        return false;
    }
    Waiter waiter;
    line.join(waiter, operation);
    const struct Place {  // given up under the latch on every way out: an item that is moved may throw
        Line& line;
        Waiter& waiter;
        Machine& machine;
        ~Place() {
            line.leave(waiter);
            machine.settle();
        }
    } place{line, waiter, machine};
    bool hasGone = false;
    for (bool isTold = false; !hasGone;) {
        guard.unlock();
        if (!std::exchange(isTold, true))
            operation.waits();
        const Wake wake = operation.park(waiter.seen);
        guard.lock();
        waiter.isWoken = false;
        waiter.seen = operation.glance();
        hasGone = goes(line.first() == &waiter);
        if (!hasGone && wake == Wake::timeout) {
            operation.takesEffect();
            break;
        }
        if (!hasGone && operation.isHeld())
            isTold = false;  // it was granted, and could not: every grant ends in an event
    }
    return hasGone;
}

}  // namespace heddle
