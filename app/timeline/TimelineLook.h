// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/LaneChoice.h"
#include "app/timeline/TimelineAxis.h"

namespace heddle {

// Which part of a run is looked at: on which axis, with which lanes. Thread: any.
struct TimelineLook {
    TimelineAxis axis;
    LaneChoice lanes;  // as they were arranged; how deep one looks, and a filter, are not part of it

    bool looksAs(const TimelineLook& other) const {
        return axis.unit == other.axis.unit && axis.from == other.axis.from && axis.to == other.axis.to &&
               lanes.isArrangedAs(other.lanes);
    }
};

}  // namespace heddle
