// SPDX-License-Identifier: MIT
#include "core/trace/StepInstant.h"

#include "core/trace/Trace.h"

#include <algorithm>

namespace heddle {
namespace {

// Behind such an event its worker stands at its gate, if the run is held.
bool standsBehind(const Event& event) {
    const bool begins = event.op == Op::threadBegin || event.op == Op::processBegin;
    return begins || event.phase == Phase::called || event.phase == Phase::waits;
}

// Where a run stood when Heddle ended it: what is told of that is no step, and comes last.
std::size_t eventsAtEnd(const Trace& trace) {
    std::size_t end = trace.size();
    const std::size_t first = trace.steps() > 0 ? trace.indexOfStep(trace.steps()) + 1 : 0;
    while (end > first && (trace.event(end - 1).flags & Event::madeByCollector) != 0)
        --end;
    return end;
}

}  // namespace

std::size_t eventsAtStep(const Trace& trace, std::int64_t step) {
    if (step >= trace.steps())
        return eventsAtEnd(trace);
    const std::size_t first = step > 0 ? trace.indexOfStep(step) + 1 : 0;
    const std::size_t next = trace.indexOfStep(step + 1);
    const Event made = trace.event(next);
    const bool isDeath = made.outcome == Outcome::killed;
    std::size_t end = std::max(first, next);
    for (std::size_t i = end; i > first; --i) {
        const Event event = trace.event(i - 1);
        const bool isItsWorker = event.worker == made.worker;
        if (isItsWorker && standsBehind(event))
            break;
        if (isItsWorker || (isDeath && event.outcome == Outcome::killed))
            end = i - 1;
    }
    return end;
}

}  // namespace heddle
