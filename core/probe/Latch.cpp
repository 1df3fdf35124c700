// SPDX-License-Identifier: MIT
#include "core/probe/Latch.h"

#include "core/probe/Pause.h"

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

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
            syscall(SYS_nanosleep, &nap, nullptr);  // the library's own is where a cancellation strikes
    }
}

}  // namespace heddle
