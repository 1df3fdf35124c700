// SPDX-License-Identifier: MIT
#include "core/probe/Latch.h"

#include "core/probe/Pause.h"

#include <algorithm>
#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace heddle {
namespace {
constexpr int spinsBeforeNap = 200;
// A preempted holder is back after a slice of the scheduler's, some milliseconds. Not sooner where a thousand
// ask every time: each that wakes up goes ahead of it. So they ask less and less often.
constexpr long firstNapNs = 50'000, longestNapNs = 6'400'000;
}  // namespace

void Latch::lockSlowly() {
    timespec nap{0, firstNapNs};
    for (int spins = 0;; ++spins) {
        if (!m_isLocked.load(std::memory_order_relaxed) &&
            !m_isLocked.exchange(true, std::memory_order_acquire))
            return;
        if (spins < spinsBeforeNap) {
            pauseBriefly();
        } else {
            syscall(SYS_nanosleep, &nap, nullptr);  // the library's own is where a cancellation strikes
            nap.tv_nsec = std::min(2 * nap.tv_nsec, longestNapNs);
        }
    }
}

}  // namespace heddle
