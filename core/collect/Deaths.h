// SPDX-License-Identifier: MIT
// What Heddle tells in the place of a worker that could not: that it died, and in the middle of what. Thread:
// any.
#pragma once

#include "core/ring/SegmentView.h"
#include "core/trace/Names.h"

#include <optional>

namespace heddle {

// How a process ended, as far as it is known. At most one of the two.
struct KnownEnding {
    std::optional<int> exitCode;
    std::optional<int> signal;
    bool isByHeddle = false;  // which ended the run: that is no step of the program's
};

// As a process.join tells it.
KnownEnding endingOfJoin(const Event& join);

// The operation in which `worker` was killed: failed, outcome killed, its effect unknown. Empty: it was in
// none, or in its process's own end, which is told by processEndOf(). `atTicks` is the time of the death.
std::optional<Event> killedEventOf(WorkerId worker, const SlotView& slot, std::int64_t atTicks,
                                   bool isByHeddle);

// The end of a process, for its main worker: value is the exit code, or 128 + signal.
Event processEndOf(const WorkerInfo& main, const KnownEnding& ending, std::int64_t atTicks);

}  // namespace heddle
