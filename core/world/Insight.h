// SPDX-License-Identifier: MIT
// What is wrong with a world or a run, in sentences that name the workers and objects which prove it. Each
// kind of verdict has a file of its own; here they are asked one after the other.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/Trace.h"
#include "core/world/World.h"

#include <optional>
#include <vector>

namespace heddle {

// What keeps a run from going on, in the world in which it stands still. Empty while anything can still
// happen but for a deadlock, which no other worker can undo. Thread: any.
std::vector<Verdict> troublesAtEnd(const World& world);

// What is known of a run beside its trace.
struct RunEnd {
    std::vector<Verdict> standstill;   // troublesAtEnd() that ended it
    bool isByItself = true;            // nobody ended it: what it left behind it left itself
    bool isWhole = true;               // else an event that is not there may have put two in an order
    std::optional<std::size_t> until;  // events behind these tell only how it was ended
};

// All that there is to say: troubles by the step at which they became true, then notes. One pass over the
// trace, some 0.1 us an event. Thread: any.
std::vector<Verdict> insightInto(const Trace& trace, const RunEnd& end);

}  // namespace heddle
