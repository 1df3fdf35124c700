// SPDX-License-Identifier: MIT
// What belongs to the instant of a step.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heddle {

class Trace;

// How many events have happened where a run stands behind a step (0: ahead of all; at most steps()). To it
// belongs what came ahead of the next step: who has begun, what each is about to do, what Heddle did on the
// program's behalf; not what the operation that becomes the next step did inside. Where a run stood several
// times behind one step, the last of them. Thread: any.
std::size_t eventsAtStep(const Trace& trace, std::int64_t step);

}  // namespace heddle
