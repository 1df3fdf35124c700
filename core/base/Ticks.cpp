// SPDX-License-Identifier: MIT
#include "core/base/Ticks.h"

#include <atomic>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace heddle {
namespace {

struct Reading {
    std::uint64_t ticks;
    std::int64_t ns;
};

// Both clocks as near to each other as a few tries allow.
Reading readBoth() {
    Reading best{};
    std::uint64_t bestGap = ~0ULL;
    for (int i = 0; i < 8; ++i) {
        const std::uint64_t a = ticksAfter(TickSource::counter);
        const std::int64_t ns = monotonicNow().ns;
        const std::uint64_t b = ticksAfter(TickSource::counter);
        if (b - a < bestGap) {
            bestGap = b - a;
            best = {a + (b - a) / 2, ns};
        }
    }
    return best;
}

}  // namespace

TickSource bestTickSource() {
#if defined(__x86_64__)
    // Intel SDM vol. 3, 18.17.1 and AMD APM vol. 3: leaf 0x80000007, EDX bit 8 says that the counter is
    // invariant.
    static const TickSource source = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        const bool known = __get_cpuid(0x80000007, &a, &b, &c, &d) != 0;
        return known && (d & (1U << 8)) ? TickSource::counter : TickSource::monotonic;
    }();
    return source;
#else
    return TickSource::monotonic;
#endif
}

TickLine::TickLine(TickSource source) : m_source(source) {
    if (m_source == TickSource::monotonic)
        return;
    // Measured once in a process: who starts hundreds of runs a second has no 2 ms to look at a clock.
    static std::atomic<double> knownSlope{0};
    const Reading first = readBoth();
    m_ticks0 = first.ticks;
    m_ns0 = first.ns;
    m_nsPerTick = knownSlope.load(std::memory_order_relaxed);  // a number on its own: it orders nothing
    if (m_nsPerTick > 0)
        return;
    Reading second = first;
    while (second.ns - first.ns < 2'000'000)  // 2 ms give a slope good to about 1 in 20,000
        second = readBoth();
    m_nsPerTick = static_cast<double>(second.ns - first.ns) / static_cast<double>(second.ticks - first.ticks);
    knownSlope.store(m_nsPerTick, std::memory_order_relaxed);
}

void TickLine::recalibrate() {
    if (m_source == TickSource::monotonic)
        return;
    const Reading now = readBoth();
    if (now.ticks > m_ticks0)
        m_nsPerTick = static_cast<double>(now.ns - m_ns0) / static_cast<double>(now.ticks - m_ticks0);
}

Instant TickLine::instantOf(std::uint64_t ticks) const {
    if (m_source == TickSource::monotonic)
        return {static_cast<std::int64_t>(ticks)};
    const auto distance = static_cast<double>(static_cast<std::int64_t>(ticks - m_ticks0));
    return {m_ns0 + static_cast<std::int64_t>(distance * m_nsPerTick)};
}

}  // namespace heddle
