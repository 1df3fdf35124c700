// SPDX-License-Identifier: MIT
#include "core/session/Choices.h"

#include "core/schedule/Turns.h"

namespace heddle {

Obstacle WorkerChoice::obstacle() const {
    if (canBeChosen())
        return Obstacle::none;
    switch (stand) {
    case Stand::ended:
        return Obstacle::ended;
    case Stand::running:
        return Obstacle::runs;
    case Stand::aside:
        return Obstacle::aside;
    case Stand::atGate:
    case Stand::waiting:
        break;
    }
    if (depth != Depth::program)
        return Obstacle::ofLibrary;
    return mayTimeOut ? Obstacle::otherTime : Obstacle::sameAgain;
}

std::optional<WorkerId> Choices::nextInTurn(WorkerId last) const {
    std::vector<Candidate> candidates;
    for (const WorkerChoice& one : workers)
        if (one.canBeChosen())
            candidates.push_back({one.worker, one.op, one.object, one.ability == Ability::fire});
    if (candidates.empty())
        return std::nullopt;
    return candidates[heddle::nextInTurn(candidates, last)].worker;
}

}  // namespace heddle
