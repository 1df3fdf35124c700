// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <atomic>
#include <chrono>
#include <string>

namespace heddle {

// A lock that one worker holds at a time. Python: threading.Lock. Who waits gets it in the order in which
// they began to wait; in held modes whoever is chosen. Fits std::lock_guard and std::unique_lock. Not
// recursive: a worker that acquires what it holds waits for itself. Thread: any.
class Mutex {
public:
    using Site = SourceLocation;
    explicit Mutex(std::string name = {});

    void acquire(Site where = Site::current());     // waits until it is free
    bool tryAcquire(Site where = Site::current());  // false at once when it is held (event: failed, refused)
    bool acquireFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // false: failed, timeout
    bool release(Site where = Site::current());  // false when nobody holds it (event: failed, invalid)

    void lock(Site where = Site::current()) { acquire(where); }
    void unlock(Site where = Site::current()) { release(where); }
    bool try_lock(Site where = Site::current()) { return tryAcquire(where); }

private:
    friend class Condition;
    struct Acquire;
    bool acquire(Patience patience, Site where);
    void touch();

    Object m_object;
    Latch m_latch;
    Line m_line;
    bool m_isHeld = false;
};

}  // namespace heddle
