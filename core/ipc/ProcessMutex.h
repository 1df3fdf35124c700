// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/RobustLock.h"
#include "core/ipc/SharedPage.h"
#include "core/probe/Operation.h"

#include <chrono>
#include <pthread.h>
#include <string>

namespace heddle {

// A lock that this process shares with those that it starts later; one worker holds it at a time. Python:
// multiprocessing.Lock. Fits std::lock_guard and std::unique_lock. Not recursive. Who of those who wait gets
// it is the kernel's choice; in held modes whoever is chosen. The constructor throws std::bad_alloc when the
// kernel gives no memory. Thread: any, of any of these processes.
class ProcessMutex {
public:
    using Site = SourceLocation;
    // What becomes of it when its holder ends or is killed while it holds it: the next one gets it and is
    // told (robust), or nobody ever does (Python's way).
    enum class Robustness { robust, plain };
    explicit ProcessMutex(std::string name = {}, Robustness robustness = Robustness::robust);

    // ok: it is ours. broken: it is ours, and its holder ended within (event: done, broken).
    Outcome acquire(Site where = Site::current());
    Outcome tryAcquire(Site where = Site::current());  // refused at once when it is held
    Outcome acquireFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // or timeout
    bool release(Site where = Site::current());  // false when we do not hold it (event: failed, invalid)

    void lock(Site where = Site::current()) { acquire(where); }
    void unlock(Site where = Site::current()) { release(where); }
    bool try_lock(Site where = Site::current()) { return tryAcquire(where) != Outcome::refused; }

private:
    struct Content {
        std::atomic<std::uint32_t> order;
        RobustLock lock;        // a try and its number are one
        pthread_mutex_t owner;  // only ever tried: the kernel tells when its owner has died
        FutexWord changes;      // added to with every release
    };
    enum class Taken { no, yes, left };

    static Object::Kind kindOf(Robustness robustness, Content* content);
    Content* prepared(Robustness robustness);
    Taken tryTake(Operation& operation, bool isToldIfHeld);
    Outcome acquire(Patience patience, const Site& where);

    SharedPage<Content> m_page;
    Object m_object;
};

}  // namespace heddle
