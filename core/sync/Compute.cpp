// SPDX-License-Identifier: MIT
#include "core/sync/Compute.h"

#include <ctime>

namespace heddle {
namespace {

std::int64_t processorTimeNs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

}  // namespace

std::uint64_t compute(std::chrono::nanoseconds processorTime) {
    std::uint64_t state = 0x9e3779b97f4a7c15ULL;
    const std::int64_t end = processorTimeNs() + processorTime.count();
    while (processorTime.count() > 0 && processorTimeNs() < end) {
        for (int i = 0; i < 1000; ++i) {  // xorshift64 (Marsaglia, 2003)
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }
    }
    volatile std::uint64_t sink = state;  // or a compiler that sees the result unused drops the work
    return sink;
}

}  // namespace heddle
