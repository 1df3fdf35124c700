// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"

namespace heddle {

// Holds a lock until the end of the block. Python: `with lock:`. As std::lock_guard, but knows the line that
// made it: acquire and release are told with that. Fits whatever has lock() and unlock(): Mutex,
// RecursiveMutex, ProcessMutex. Thread: one owner.
template <class Lock>
class [[nodiscard]] LockGuard {
public:
    using Site = SourceLocation;
    explicit LockGuard(Lock& lock, Site where = Site::current()) : m_lock(lock), m_where(where) {
        m_lock.lock(where);
    }
    ~LockGuard() { m_lock.unlock(m_where); }
    LockGuard(const LockGuard&) = delete;
    LockGuard& operator=(const LockGuard&) = delete;

private:
    Lock& m_lock;
    Site m_where;
};

}  // namespace heddle
