// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a worker or an object at an instant: what it does or holds, who used it how often, what
// waited longest.
#pragma once

#include "app/models/RangeSums.h"
#include "app/models/Subject.h"
#include "app/panels/Story.h"
#include "core/world/World.h"

#include <optional>

namespace heddle {

struct SubjectFacts {
    Subject subject;
    std::optional<World> world = {};     // of the instant; none: it is being worked out
    std::optional<RangeSums> sums = {};  // from the start to the instant; none: they are being counted
};

// At most `mostLines`; the last says how many more there would be. Thread: GUI only.
Story storyOf(const TraceModel& model, const SubjectFacts& facts, std::size_t mostLines);

}  // namespace heddle
