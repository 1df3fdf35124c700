// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Line.h"

#include <mutex>

namespace heddle {

// Lets all who stand in line go, whatever becomes of the object afterwards. Under the object's latch.
void letGoAll(Line& line);

// For waits that another one ends, instead of a state that is tried again (Machine.h). `waiter` has joined
// `line`; sleeps until letGoAll() took it out, true, or its patience ended, false: then it has left the line,
// and `atTimeout` was called under the latch. Either way the operation has taken effect and is not yet
// recorded. Thread: the operation's.
template <class AtTimeout>
bool waitUntilLetGo(Operation& operation, Latch& latch, Line& line, Waiter& waiter, AtTimeout atTimeout) {
    // Given up on every way out: a thread that is cancelled in its sleep leaves the line as well.
    struct Place {
        Latch& latch;
        Line& line;
        Waiter& waiter;
        bool isGivenUp = false;
        ~Place() {
            if (isGivenUp)
                return;
            const std::lock_guard guard{latch};
            if (!waiter.isNotified)
                line.leave(waiter);
        }
    } place{latch, line, waiter};
    while (true) {
        operation.waits();
        const Wake wake = operation.park(waiter.seen, waiter.isHeld);
        const std::lock_guard guard{latch};
        Line::sleepAgain(waiter, operation);
        operation.takesEffect();
        place.isGivenUp = waiter.isNotified || wake == Wake::timeout;
        if (waiter.isNotified)
            return true;
        if (wake == Wake::timeout) {
            line.leave(waiter);
            atTimeout();
            return false;
        }
    }
}

}  // namespace heddle
