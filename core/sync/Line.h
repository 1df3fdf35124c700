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
    // After each park: it is to be woken again, and in the way in which it will sleep. The mode may have
    // changed meanwhile, or Heddle be gone.
    static void sleepAgain(Waiter& waiter, Operation& operation);
    void wakeFirst();
    void wakeAll();
    static void wake(Waiter& waiter);
    void forget() { m_first = m_last = nullptr; }  // in the child of a fork: who waited is not here

private:
    Waiter* m_first = nullptr;
    Waiter* m_last = nullptr;
};

}  // namespace heddle
