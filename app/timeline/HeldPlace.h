// SPDX-License-Identifier: GPL-3.0-or-later
// Where on an axis a worker stood at its gate. Plain functions of values. Thread: any.
#pragma once

#include "app/models/LaneFacts.h"
#include "app/timeline/TimelineAxis.h"

#include <vector>

namespace heddle {

struct PxRange {
    double from, to;
};

// Between two pixels; what is nearer to each other than a pixel is one.
std::vector<PxRange> heldBetween(const Lane& lane, const TimelineAxis& axis, double fromPx, double toPx);

}  // namespace heddle
