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

std::optional<std::size_t> eventsAtGrant(const Trace& trace, std::size_t grants) {
    const std::size_t all = trace.grantCount();
    if (grants > all || all == 0)
        return std::nullopt;
    if (grants == all)
        return eventsAtEnd(trace);
    const auto next = trace.grant(grants);
    if (!next || !next->events)
        return std::nullopt;
    return static_cast<std::size_t>(*next->events);
}

std::optional<std::size_t> nextGrantFrom(const Trace& trace, std::size_t events, bool isForward) {
    std::size_t from = 0, to = trace.grantCount() + 1;  // the first that is beyond: behind, or not ahead
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        const auto at = eventsAtGrant(trace, middle);
        if (!at)
            return std::nullopt;
        (isForward ? *at > events : *at >= events) ? to = middle : from = middle + 1;
    }
    if (isForward)
        return to <= trace.grantCount() ? std::optional(to) : std::nullopt;
    return to > 0 ? std::optional(to - 1) : std::nullopt;
}

}  // namespace heddle
