// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace heddle {

// A lock that the worker that holds it may acquire again, and must release as often. Python: threading.RLock.
// Its events tell how often its owner holds it. Fits std::lock_guard and std::unique_lock. Thread: any.
class RecursiveMutex {
public:
    using Site = SourceLocation;
    explicit RecursiveMutex(std::string name = {});

    void acquire(Site where = Site::current());     // waits while another holds it
    bool tryAcquire(Site where = Site::current());  // false at once when another holds it (failed, refused)
    bool acquireFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // false: failed, timeout
    bool release(Site where = Site::current());  // false when the caller does not hold it (failed, invalid)

    void lock(Site where = Site::current()) { acquire(where); }
    void unlock(Site where = Site::current()) { release(where); }
    bool try_lock(Site where = Site::current()) { return tryAcquire(where); }

private:
    struct Acquire;
    bool acquire(Patience patience, Site where);
    bool acquireAgain(Operation& operation);
    void touch();
    bool isMine() const { return m_depth > 0 && m_owner == std::this_thread::get_id(); }

    Object m_object;
    Latch m_latch;
    Line m_line;
    std::thread::id m_owner;
    std::int64_t m_depth = 0;
};

}  // namespace heddle
