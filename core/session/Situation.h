// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/Standing.h"
#include "core/world/World.h"

#include <vector>

namespace heddle {

// Who stands, where nobody runs, and who of them can go. Thread: collector only.
class Situation {
public:
    Situation(std::vector<Standing> all, const World& world, VirtualClock& clock);
    Situation(const Situation&) = delete;
    Situation& operator=(const Situation&) = delete;

    const Standing* find(WorkerId worker) const;  // nullptr: it does not stand
    // Nobody can go, and of this one the model says that it could, though its try has found otherwise.
    bool mayOnlyBeTried(const Standing& one, const World& world) const;

    const std::vector<Standing> standing;     // by worker
    const std::vector<Candidate> candidates;  // who can go, for all that the model knows
    const Standing* const earliest;           // by deadline; nullptr: nobody has one

private:
    const Standing* earliestBy(VirtualClock& clock) const;
};

}  // namespace heddle
