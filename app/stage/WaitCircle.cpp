// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageScope.h"

#include "app/stage/StageWords.h"
#include "core/event/ThingKind.h"
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

QString circleWords(const std::vector<Dependence>& circle, const Names& names) {
    const auto all = [&](auto is) { return std::all_of(circle.begin(), circle.end(), is); };
    const auto isBytes = [&](const Dependence& each) {
        const ObjectInfo* info = names.object(each.object);
        return info && thingKindOf(info->kind) == ThingKind::pipe;
    };
    const auto count = static_cast<int>(circle.size());
    if (all([](const Dependence& each) { return !each.isForEnd && !each.isForRoom && !each.isForWriter; }))
        return StageWords::tr("%n wait in a circle, each for what the next one holds", nullptr, count);
    if (all([](const Dependence& each) { return each.isForEnd; }))
        return StageWords::tr("%n wait in a circle, each for the end of the next one", nullptr, count);
    if (all([&](const Dependence& each) { return each.isForRoom && isBytes(each); }))
        return StageWords::tr("%n wait in a circle, each for the next one to receive", nullptr, count);
    if (all([](const Dependence& each) { return each.isForRoom; }))
        return StageWords::tr("%n wait in a circle, each for the next one to take", nullptr, count);
    return StageWords::tr("%n wait in a circle, each for the next one to go on", nullptr, count);
}

}  // namespace heddle
