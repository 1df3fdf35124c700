// SPDX-License-Identifier: MIT
#include "core/probe/Latch.h"

#include "core/probe/Pause.h"

#include <ctime>

namespace heddle {
namespace {
constexpr int spinsBeforeNap = 200;
constexpr timespec nap{
    0, 50'000};  // a preempted holder is back after a slice of the scheduler's, some milliseconds
}  // namespace

void Latch::lockSlowly() {
    for (int spins = 0;; ++spins) {
        if (!m_isLocked.load(std::memory_order_relaxed) &&
            !m_isLocked.exchange(true, std::memory_order_acquire))
            return;
        if (spins < spinsBeforeNap)
            pauseBriefly();
        else
            nanosleep(&nap, nullptr);
    }
}

}  // namespace heddle
