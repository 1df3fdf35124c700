// SPDX-License-Identifier: MIT
// A whole run in little: how each worker spent it, so that it can be drawn before its events are read.
#pragma once

#include "core/event/Event.h"
#include "core/event/WaitKind.h"
#include "core/trace/Bytes.h"
#include "core/trace/Density.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

namespace heddle {

// Of the operations at program depth of one worker, each a span from its call to its end, as the timeline
// draws them. The kind of a mark is a WaitKind.
struct WorkerOverview {
    Density bySteps, byTime;
};

// Thread: one owner; a const one any.
class Overview {
public:
    void read(const Event& event);  // every event of the trace, in order

    const std::map<WorkerId, WorkerOverview>& workers() const { return m_workers; }
    void add(WorkerId worker, WorkerOverview overview) { m_workers[worker] = std::move(overview); }

private:
    struct Sums {  // of a worker's operations that have ended, and of the one that has not
        std::int64_t firstStep = 0, startNs = 0, waitedSteps = 0, waitedNs = 0;
        Op op = Op::none;  // none: all have ended
        WaitKind lastWait = WaitKind::none;
    };
    std::map<WorkerId, WorkerOverview> m_workers;
    std::map<WorkerId, Sums> m_sums;
    std::int64_t m_steps = 0;
};

// A few kilobytes for each worker, however long it ran.
void encode(WorkerId worker, const WorkerOverview& overview, ByteWriter& to);
// Adds what is in a part of a file; false: it is damaged. Trusts nothing. Thread: any.
bool decodeOverview(std::span<const std::byte> bytes, Overview& into);

}  // namespace heddle
