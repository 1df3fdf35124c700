// SPDX-License-Identifier: MIT
// Where a held run is to stand still.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Filter.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace heddle {

struct Breakpoint {
    std::string words;       // as it was asked for
    Filter filter;           // of events
    bool isTrouble = false;  // instead: any trouble
};

// "trouble", or a filter that is not empty; else one sentence that says what is wrong. Thread: any.
Result<Breakpoint> breakpointFrom(std::string_view words);

// What made a run stand still.
struct BreakpointHit {
    std::string words;                   // of the breakpoint
    std::optional<std::uint64_t> event;  // its index in the trace; none: a trouble
    std::string sentence;                // of the trouble, also of one at the same step

    bool operator==(const BreakpointHit&) const = default;
};

}  // namespace heddle
