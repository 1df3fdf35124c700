// SPDX-License-Identifier: GPL-3.0-or-later
// Where what stands on one axis stands on the other. Plain functions of values. Thread: any.
#pragma once

#include "core/trace/Trace.h"

#include <cstdint>

namespace heddle {

// What a position counts: steps (step n plays while the position goes from n-1 to n), or nanoseconds since
// the start.
enum class Axis : std::uint8_t { steps, realTime };

// Between two steps it is between their ends, so that going there and back is no jump.
double carriedTo(Axis axis, Axis from, double position, const Trace& trace);

}  // namespace heddle
