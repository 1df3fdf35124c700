// SPDX-License-Identifier: GPL-3.0-or-later
// A..B, as in `heddle export --range 10..20` (steps) or `--range 1.5ms..2ms` (time since the start).
#pragma once

#include "core/base/Result.h"
#include "core/trace/Trace.h"

#include <cstddef>
#include <string_view>

namespace heddle {

// What was typed, as instants; and in the unit in which it was typed, for who draws an axis.
struct TraceRange {
    Instant from, to;  // since the start of the run, both included
    std::size_t firstEvent = 0,
                endEvent = 0;  // of steps: behind the instant of the step before them up to that of the last
    bool isInSteps = false;
    double first = 0, last = 0;  // steps (n - 1 to n is when step n plays), or nanoseconds
};

// Either end may be left out. One sentence for what is no range of this trace. Thread: any.
Result<TraceRange> rangeFrom(std::string_view typed, const Trace& trace);

}  // namespace heddle
