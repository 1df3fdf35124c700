// SPDX-License-Identifier: MIT
#include "core/schedule/Replay.h"

#include "core/trace/StepInstant.h"
#include "core/trace/Trace.h"

#include <algorithm>

namespace heddle {

// By its grants where they say when they were given: of steps only those count of which a grant brings each.
ReplayOrder orderOf(const Trace& trace, std::optional<std::int64_t> untilStep) {
    ReplayOrder order{trace.grants(), untilStep};
    const bool isKnown =
        std::ranges::all_of(order.grants, [](const auto& grant) { return grant.events.has_value(); });
    if (!untilStep || !isKnown)
        return order;
    const std::size_t events = eventsAtStep(trace, *untilStep);
    const auto behind =
        std::ranges::find_if(order.grants, [&](const auto& grant) { return *grant.events >= events; });
    order.grants.erase(behind, order.grants.end());
    order.untilStep.reset();
    return order;
}

std::optional<Candidate> Replay::at(std::size_t place, std::span<const Candidate> candidates) const {
    const auto found =
        std::ranges::find_if(candidates, [&](const Candidate& candidate) { return fits(place, candidate); });
    return found == candidates.end() ? std::nullopt : std::optional(*found);
}

std::string Replay::objection(std::size_t place, const Names& names) const {
    const GrantRecord& grant = m_schedule.grants()[place];
    const WorkerInfo* worker = names.worker(grant.worker);
    const ObjectInfo* object = names.object(grant.object);
    const std::string of = object ? " of " + object->path : "";
    return "the schedule says at grant " + std::to_string(place + 1) + " that " +
           (worker ? worker->path : "a worker that is not there") + " goes on with " +
           std::string(nameOf(static_cast<Op>(grant.op))) + of + (grant.fires ? ", timed out," : "") +
           ", and it cannot: the program is not the one that was recorded, or something outside decided";
}

}  // namespace heddle
