// SPDX-License-Identifier: GPL-3.0-or-later
// What of each lane happened before one event, and what after it. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/models/LaneFacts.h"

#include <cstddef>

namespace heddle {

class Causality;
struct TimelineScope;

struct CausalBounds {  // places among a lane's bars: those up to the first are before, from the second on
                       // after
    std::size_t beforeEnd = 0, afterBegin = 0;
};
CausalBounds causalBoundsOf(const Lane& lane, const Causality& causality);

struct CausalCounts {  // operations of the lanes that are told at this depth; its own is none of them
    std::size_t before = 0, after = 0, either = 0;
};
CausalCounts causalCountsOf(const TimelineScope& scope);  // scope.causality is there

}  // namespace heddle
