// SPDX-License-Identifier: MIT
// What belongs to the instant of a step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace heddle {

class Trace;

// How many events have happened where a run stands behind a step (0: ahead of all; at most steps()). To it
// belongs what came ahead of the next step: who has begun, what each is about to do, what Heddle did on the
// program's behalf; not what the operation that becomes the next step did inside. Where a run stood several
// times behind one step, the last of them. Thread: any.
std::size_t eventsAtStep(const Trace& trace, std::int64_t step);

// Behind so many grants of its schedule: there a run stands too, more often than behind its steps where the
// library's depth is stepped. None: that is not known. Thread: any.
std::optional<std::size_t> eventsAtGrant(const Trace& trace, std::size_t grants);

// Behind how many grants it stood next, behind so many events or (backward) ahead of them. None: nowhere.
std::optional<std::size_t> nextGrantFrom(const Trace& trace, std::size_t events, bool isForward);

}  // namespace heddle
