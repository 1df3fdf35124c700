// SPDX-License-Identifier: MIT
// A schedule that is followed again, and checked at every grant.
#pragma once

#include "core/schedule/Schedule.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace heddle {

class Names;
class Trace;

// What is asked for: the grants of an earlier run, followed up to a step of it. Then the run's chooser goes
// on.
struct ReplayOrder {
    std::vector<GrantRecord> grants;
    std::optional<std::int64_t> untilStep;  // none: as far as the grants go
};

// The order of a run up to where it stood behind a step, or to its end. Thread: any.
ReplayOrder orderOf(const Trace& trace, std::optional<std::int64_t> untilStep = {});

// Thread: one owner.
class Replay {
public:
    explicit Replay(ReplayOrder order) : m_schedule(std::move(order.grants)), m_untilStep(order.untilStep) {}

    // Whether the grant of this place is still ours to say, after so many steps.
    bool says(std::size_t place, std::int64_t steps) const {
        return place < m_schedule.size() && (!m_untilStep || steps < *m_untilStep);
    }
    // Who goes at this place; none: whom the schedule names cannot, or not with this operation.
    std::optional<Candidate> at(std::size_t place, std::span<const Candidate> candidates) const;
    bool fits(std::size_t place, const Candidate& granted) const { return m_schedule.grants(place, granted); }

    // "the schedule says at grant 17 that main/worker-2 goes on with queue.put of main/jobs, and it cannot"
    std::string objection(std::size_t place, const Names& names) const;

private:
    Schedule m_schedule;
    std::optional<std::int64_t> m_untilStep;
};

}  // namespace heddle
