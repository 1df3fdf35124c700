// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Futex.h"

namespace heddle {

// The few instructions around a primitive's own state: a spinning lock that sleeps when it must. Not traced,
// not fair, never held across a wait. Fits std::lock_guard. Thread: any.
class Latch {
public:
    void lock() {
        std::uint32_t open = 0;
        if (!m_word.compare_exchange_strong(open, 1, std::memory_order_acquire)) [[unlikely]]
            lockSlowly();
    }
    void unlock() {
        if (m_word.exchange(0, std::memory_order_release) == 2) [[unlikely]]
            futexWake(m_word, 1);
    }
    void reset() {
        m_word.store(0, std::memory_order_relaxed);
    }  // in the child of a fork: its holder is not here

private:
    void lockSlowly();
    FutexWord m_word{
        0};  // 0 open, 1 locked, 2 locked and somebody may sleep (Drepper, "Futexes Are Tricky", mutex 2)
};

}  // namespace heddle
