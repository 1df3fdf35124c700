// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Mutex.h"

#include <chrono>
#include <string>

namespace heddle {

// A place to sleep until told that something under `mutex` may have changed. Python: threading.Condition.
// Never wakes for no reason; still look again after wait(), since others may have been quicker. A notify with
// nobody here is lost. Those who sleep are told in the order in which they began to. Thread: any.
class Condition {
public:
    using Site = SourceLocation;
    explicit Condition(Mutex& mutex, std::string name = {});  // mutex outlives this

    // With the mutex held: releases it, sleeps until told, acquires it again (both within, at library depth).
    // Where nobody holds it: returns at once, and does not acquire it (event: failed, invalid).
    void wait(Site where = Site::current());
    bool waitFor(std::chrono::nanoseconds atMost,
                 Site where = Site::current());  // false: timeout; it is held all the same
    template <class Claim>
    void wait(Claim holds, Site where = Site::current()) {
        while (!holds())
            wait(where);
    }

    int notify(int howMany = 1, Site where = Site::current());  // how many were told
    int notifyAll(Site where = Site::current());

private:
    bool wait(Patience patience, Site where);
    bool refuse(Operation& operation, Waiter& waiter);
    int notify(Op op, int howMany, Site where);
    void touch();

    Mutex& m_mutex;
    Object m_object;
    Latch m_latch;
    Line m_line;
};

}  // namespace heddle
