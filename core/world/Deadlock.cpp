// SPDX-License-Identifier: MIT
#include "core/world/Deadlock.h"
#include "core/trace/ShownNames.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace heddle {
namespace {

bool isAlive(const World& world, WorkerId id) {
    const WorkerState* state = world.worker(id);
    return state != nullptr && state->doing != Doing::ended && state->doing != Doing::died;
}

// The cycle that following the dependences from here runs into; empty: it ends somewhere.
std::vector<Dependence> cycleFrom(const World& world, WorkerId from) {
    std::vector<Dependence> path;
    std::set<WorkerId> passed;
    for (WorkerId at = from; passed.insert(at).second;) {
        const auto next = dependenceOf(world, at);
        if (!next)
            return {};
        path.push_back(*next);
        at = next->blocker;
    }
    const WorkerId closing = path.back().blocker;
    const auto first =
        std::ranges::find_if(path, [&](const Dependence& edge) { return edge.waiter == closing; });
    path.erase(path.begin(), first);
    return path;
}

std::string sentenceFor(const World& world, const std::vector<Dependence>& cycle) {
    ShownNames names(world.names());
    if (cycle.size() == 1 && !cycle[0].isForEnd)
        return "Deadlock: " + names.of(cycle[0].waiter) + " waits for " + names.of(cycle[0].object) +
               ", which it holds itself.";
    std::string sentence = "Deadlock: ";
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const Dependence& edge = cycle[i];
        const Dependence& onto = cycle[i == 0 ? cycle.size() - 1 : i - 1];
        sentence += (i == 0 ? "" : "; ") + names.of(edge.waiter);
        if (!onto.isForEnd)
            sentence += " holds " + names.of(onto.object) + " and";
        sentence += " waits for ";
        sentence += edge.isForEnd ? names.of(edge.blocker) + " to end" : names.of(edge.object);
    }
    return sentence + ".";
}

Verdict verdictOn(const World& world, std::vector<Dependence> cycle) {
    const auto lowest = std::ranges::min_element(cycle, {}, &Dependence::waiter);
    std::rotate(cycle.begin(), lowest, cycle.end());
    Verdict verdict;
    verdict.kind = "deadlock";
    verdict.sentence = sentenceFor(world, cycle);
    for (const Dependence& edge : cycle) {
        verdict.workers.push_back(edge.waiter);
        verdict.objects.push_back(edge.object);
        verdict.events.push_back(world.worker(edge.waiter)->event);
    }
    return verdict;
}

}  // namespace

std::optional<Dependence> dependenceOf(const World& world, WorkerId waiter) {
    const WorkerState* state = world.worker(waiter);
    if (state == nullptr || state->doing != Doing::waits || state->mayTimeOut)
        return std::nullopt;
    const ObjectState* object = world.object(state->object);
    if (object == nullptr)
        return std::nullopt;
    if (state->op == Op::threadJoin || state->op == Op::processJoin) {
        if (object->handle.hasEnded || !isAlive(world, object->handle.worker))
            return std::nullopt;
        return Dependence{waiter, object->handle.worker, object->id, true};
    }
    if (state->op == Op::lockAcquire && isAlive(world, object->managed.owner)) {
        const WorkerInfo* info = world.names().worker(waiter);
        const bool isClient = info == nullptr || info->depth == Depth::program;
        return isClient ? std::optional(Dependence{waiter, object->managed.owner, object->id, false})
                        : std::nullopt;
    }
    const auto& notified = object->condition.notified;
    if (state->op == Op::conditionWait && std::ranges::find(notified, waiter) != notified.end())
        object = world.object(object->condition.mutex);
    else if (state->op != Op::mutexAcquire)
        return std::nullopt;
    if (object == nullptr || !isAlive(world, object->mutex.owner))
        return std::nullopt;
    return Dependence{waiter, object->mutex.owner, object->id, false};
}

bool leadsToDeadlock(const World& world, WorkerId from) {
    return !cycleFrom(world, from).empty();
}

std::vector<Verdict> deadlocks(const World& world) {
    std::vector<Verdict> verdicts;
    std::set<WorkerId> told;
    for (const WorkerId id : world.workers()) {
        if (told.contains(id))
            continue;
        std::vector<Dependence> cycle = cycleFrom(world, id);
        if (cycle.empty() || told.contains(cycle.front().waiter))
            continue;
        for (const Dependence& edge : cycle)
            told.insert(edge.waiter);
        verdicts.push_back(verdictOn(world, std::move(cycle)));
    }
    return verdicts;
}

}  // namespace heddle
