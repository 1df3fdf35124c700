// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the messages under way at the instant are seen on their ways, and which are counted in a lane.
#pragma once

#include "app/timeline/TimelineScope.h"

#include <cstdint>
#include <map>
#include <vector>

namespace heddle {

// A few ride along their arrows. Of more that lie in one object only those that are chosen do: all are above
// the instant, so the others would be a heap over lanes with which they have nothing to do. The object's lane
// tells how much is in it, unless all of that is seen there.
struct Afloat {
    std::vector<std::size_t> riding;             // messages
    std::map<std::uint32_t, std::size_t> lying;  // about how many, by the lane of their object
    std::size_t hidden = 0;                      // that have no way to be drawn
    std::size_t oneOf = 1;                       // each that rides stands for so many
};

// Thread: GUI only.
Afloat afloatAt(const TimelineScope& scope);

}  // namespace heddle
