// SPDX-License-Identifier: MIT
// The cheapest clock there is: the time stamp counter where it is invariant, else CLOCK_MONOTONIC.
#pragma once

#include "core/base/Time.h"

#include <cstdint>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace heddle {

enum class TickSource : std::uint32_t { monotonic = 0, counter = 1 };

// The source that this machine allows. Asked once at start; the answer holds for the run. Thread: any.
TickSource bestTickSource();

// Raw ticks of `source`. `ticksBefore` may be read early and `ticksAfter` late by the processor, never the
// other way round: a release is stamped by the first ahead of its effect, an acquire by the second behind it.
// Thread: any.
inline std::uint64_t ticksBefore(TickSource source) {
#if defined(__x86_64__)
    if (source == TickSource::counter) [[likely]]
        return __rdtsc();
#endif
    return static_cast<std::uint64_t>(monotonicNow().ns);
}

inline std::uint64_t ticksAfter(TickSource source) {
#if defined(__x86_64__)
    if (source == TickSource::counter) [[likely]] {
        _mm_lfence();
        return __rdtsc();
    }
#endif
    return static_cast<std::uint64_t>(monotonicNow().ns);
}

// Turns ticks into instants of CLOCK_MONOTONIC, by a line through two readings of both clocks.
// The longer it has run, the better; recalibrate() moves its far point. Thread: one owner.
class TickLine {
public:
    explicit TickLine(TickSource source);

    void recalibrate();  // reads both clocks again; never moves what lies before its last reading by more
                         // than drift
    Instant instantOf(std::uint64_t ticks) const;

private:
    TickSource m_source;
    std::uint64_t m_ticks0 = 0;
    std::int64_t m_ns0 = 0;
    double m_nsPerTick = 1.0;
};

}  // namespace heddle
