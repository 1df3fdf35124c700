// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageScope.h"
#include "core/world/Stuck.h"

#include <algorithm>
#include <map>

namespace heddle {

std::vector<Dependence> circleIn(const World& world, const StageCast& cast) {
    const Others others = standsStill(world) ? Others::cannotAct : Others::mayAct;
    std::map<WorkerId, WorkerId> seenFrom;
    for (const StageWorker& first : cast.workers()) {
        std::vector<Dependence> way;
        for (WorkerId at = first.id; !at.isNone();) {
            const auto [known, isNew] = seenFrom.try_emplace(at, first.id);
            if (!isNew) {
                if (known->second != first.id)
                    break;
                const auto begin = std::find_if(way.begin(), way.end(),
                                                [at](const Dependence& d) { return d.waiter == at; });
                return {begin, way.end()};
            }
            const WorkerState* state = world.worker(at);
            if (!state || state->doing != Doing::waits)
                break;
            const std::vector<Dependence> next = dependencesOf(world, at, others);
            if (next.empty())
                break;
            way.push_back(next.front());
            at = next.front().blocker;
        }
    }
    return {};
}

}  // namespace heddle
