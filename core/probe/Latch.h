// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace heddle {

// The few instructions around a primitive's own state: a lock that spins, and naps when its holder was
// preempted. Not traced, not fair, never held across a wait or a system call but a wake. To open it costs a
// plain store: a lock that also counts its sleepers needs a second locked instruction, a sixth of what
// recording costs. Fits std::lock_guard. Thread: any.
class Latch {
public:
    void lock() {
        if (m_isLocked.exchange(true, std::memory_order_acquire)) [[unlikely]]
            lockSlowly();
    }
    void unlock() { m_isLocked.store(false, std::memory_order_release); }
    void reset() { unlock(); }  // in the child of a fork: its holder is not here

private:
    void lockSlowly();
    std::atomic<bool> m_isLocked{false};
};

}  // namespace heddle
