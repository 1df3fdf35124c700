// SPDX-License-Identifier: MIT
#include "core/session/WorkerChoices.h"

#include <algorithm>

namespace heddle {
namespace {

Ability abilityOf(const World& world, const Situation& now, Depth steps, const Standing& one) {
    if (one.isOfLibrary() && steps == Depth::program)
        return Ability::no;
    if (std::ranges::find(now.candidates, one.worker, &Candidate::worker) != now.candidates.end())
        return world.possible(one.worker) == Possible::no ? Ability::wait : Ability::go;
    if (now.mayOnlyBeTried(one, world))
        return Ability::go;
    return now.earliest && now.earliest->worker == one.worker ? Ability::fire : Ability::no;
}

Stand standOf(const WorkerState& state, const Aside& aside) {
    switch (state.doing) {
    case Doing::ended:
    case Doing::died:
        return Stand::ended;
    case Doing::waits:
        return aside.has(state.id) ? Stand::aside : Stand::waiting;  // asleep in the kernel, from freer days
    case Doing::notStarted:
    case Doing::running:
    case Doing::calls:
        break;
    }
    return aside.has(state.id) ? Stand::aside : Stand::running;
}

// Who has begun and computes long ahead of its first gate, has told nothing yet.
void addNewcomers(std::vector<WorkerChoice>& rows, const World& world, const Aside& aside,
                  const std::vector<Away>& away) {
    for (const Away& one : away) {
        if (one.worker.isNone() || world.worker(one.worker))
            continue;
        WorkerChoice row;
        row.worker = one.worker;
        row.stand = aside.has(one.worker) ? Stand::aside : Stand::running;
        rows.push_back(row);
    }
    std::ranges::sort(rows, {}, &WorkerChoice::worker);
}

}  // namespace

std::vector<WorkerChoice> workerChoices(const World& world, const Situation& now, Depth steps,
                                        const Aside& aside, const std::vector<Away>& away) {
    std::vector<WorkerChoice> rows;
    for (const WorkerId id : world.workers()) {
        const WorkerState& state = *world.worker(id);
        WorkerChoice row;
        row.worker = id;
        row.stand = standOf(state, aside);
        if (const Standing* one = now.find(id)) {
            row.stand = one->state == SlotState::waiting ? Stand::waiting : Stand::atGate;
            row.ability = abilityOf(world, now, steps, *one);
            row.op = one->intent.op;
            row.object = one->intent.object;
            row.site = one->intent.site;
            row.depth = one->isOfLibrary() ? std::max(one->intent.depth, Depth::library) : Depth::program;
            row.mayTimeOut = one->intent.mayTimeOut;
        } else if (row.stand != Stand::ended) {
            row.op = state.op;
            row.object = state.object;
            row.site = state.site;
            row.mayTimeOut = state.mayTimeOut;
        }
        rows.push_back(row);
    }
    addNewcomers(rows, world, aside, away);
    return rows;
}

}  // namespace heddle
