// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace heddle {

// A number of permits: acquire takes one and waits while there is none; release gives back, by whichever
// worker. Python: threading.Semaphore. Who waits gets one in the order in which they began to wait; in held
// modes whoever is chosen. Thread: any.
class Semaphore {
public:
    using Site = SourceLocation;
    explicit Semaphore(std::string name = {}, std::int64_t value = 1);  // value >= 0: what there is at first

    void acquire(Site where = Site::current());
    bool
    tryAcquire(Site where = Site::current());  // false at once when none is left (event: failed, refused)
    bool acquireFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // false: failed, timeout
    // False when howMany < 1, or when a bounded one would have more than at first (event: failed, invalid).
    bool release(std::int64_t howMany = 1, Site where = Site::current());

    void lock(Site where = Site::current()) { acquire(where); }  // fits std::lock_guard; Python: with
    void unlock(Site where = Site::current()) { release(1, where); }

protected:
    struct Bounded {};
    Semaphore(Bounded, std::string name, std::int64_t value);

private:
    struct Acquire;
    bool acquire(Patience patience, Site where);
    void touch();

    Object m_object;
    Latch m_latch;
    Line m_line;
    std::int64_t m_value;
    std::int64_t m_most;
};

}  // namespace heddle
