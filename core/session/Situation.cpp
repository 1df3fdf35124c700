// SPDX-License-Identifier: MIT
#include "core/session/Situation.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

std::vector<Candidate> candidatesOf(const std::vector<Standing>& standing, const World& world) {
    std::vector<Candidate> candidates;
    for (const Standing& one : standing)
        if (one.state != SlotState::waiting || world.mayTryAgain(one.worker))
            candidates.push_back(one.asCandidate());
    return candidates;
}

}  // namespace

Situation::Situation(std::vector<Standing> all, const World& world, VirtualClock& clock)
    : standing(std::move(all)), candidates(candidatesOf(standing, world)), earliest(earliestBy(clock)) {}

// The time of each begins when it is first seen to wait: so all are asked.
const Standing* Situation::earliestBy(VirtualClock& clock) const {
    const Standing* first = nullptr;
    Instant soonest;
    for (const Standing& one : standing) {
        const auto deadline = clock.deadlineOf(one);
        if (deadline && (!first || *deadline < soonest)) {
            first = &one;
            soonest = *deadline;
        }
    }
    return first;
}

bool Situation::mayOnlyBeTried(const Standing& one, const World& world) const {
    return candidates.empty() && earliest == nullptr && one.state == SlotState::waiting &&
           world.possible(one.worker) == Possible::yes;
}

const Standing* Situation::find(WorkerId worker) const {
    const auto found = std::ranges::lower_bound(standing, worker, {}, &Standing::worker);
    return found == standing.end() || found->worker != worker ? nullptr : &*found;
}

}  // namespace heddle
