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

// The cycle that following the dependences from here runs into; empty: all of them end somewhere.
class CycleSearch {
public:
    explicit CycleSearch(const World& world) : m_world(world) {}

    std::vector<Dependence> from(WorkerId start) {
        if (!m_passed.insert(start).second)
            return {};
        for (const Dependence& next : dependencesOf(m_world, start)) {
            m_path.push_back(next);
            const auto first = std::ranges::find(m_path, next.blocker, &Dependence::waiter);
            if (first != m_path.end())
                return {first, m_path.end()};
            if (auto cycle = from(next.blocker); !cycle.empty())
                return cycle;
            m_path.pop_back();
        }
        return {};
    }

private:
    const World& m_world;
    std::vector<Dependence> m_path;
    std::set<WorkerId> m_passed;
};

std::vector<Dependence> cycleFrom(const World& world, WorkerId from) {
    return CycleSearch(world).from(from);
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
        if (!onto.isForEnd && !onto.isForWriter)
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

std::vector<Dependence> onReadersAndWriters(const World& world, const WorkerState& waiter,
                                            const ObjectState& lock) {
    std::vector<Dependence> all;
    const auto add = [&](WorkerId blocker, bool isForWriter) {
        if (isAlive(world, blocker))
            all.push_back({waiter.id, blocker, lock.id, false, isForWriter});
    };
    add(lock.mutex.owner, false);
    const bool isToWrite = waiter.op == Op::rwlockAcquireWrite;
    if (isToWrite)
        for (const WorkerId reader : lock.readers.reading)
            add(reader, false);
    else if (lock.readers.isWritersFirst)
        for (const WorkerId writer : lock.readers.toWrite)
            add(writer, true);
    return all;
}

// The thread that serves a client knows when the client's patience ends; it waits itself, but for the client.
std::vector<Dependence> onManagedLock(const World& world, const WorkerState& waiter,
                                      const ObjectState& lock) {
    const WorkerInfo* info = world.names().worker(waiter.id);
    if ((info != nullptr && info->depth != Depth::program) || !isAlive(world, lock.managed.owner))
        return {};
    for (const WorkerId id : world.workers()) {
        const WorkerState& server = *world.worker(id);
        const bool isIts = server.op == waiter.op && server.object == lock.id && id != waiter.id &&
                           server.value == waiter.id.number;
        if (isIts && server.mayTimeOut)
            return {};
    }
    return {{waiter.id, lock.managed.owner, lock.id}};
}

}  // namespace

std::vector<Dependence> dependencesOf(const World& world, WorkerId waiter) {
    const WorkerState* state = world.worker(waiter);
    if (state == nullptr || state->doing != Doing::waits || state->mayTimeOut)
        return {};
    const ObjectState* object = world.object(state->object);
    if (object == nullptr)
        return {};
    if (state->op == Op::threadJoin || state->op == Op::processJoin) {
        if (object->handle.hasEnded || !isAlive(world, object->handle.worker))
            return {};
        return {{waiter, object->handle.worker, object->id, true}};
    }
    if (state->op == Op::lockAcquire)
        return onManagedLock(world, *state, *object);
    const auto& notified = object->condition.notified;
    if (state->op == Op::conditionWait && std::ranges::find(notified, waiter) != notified.end())
        object = world.object(object->condition.mutex);
    else if (state->op == Op::rwlockAcquireRead || state->op == Op::rwlockAcquireWrite)
        return onReadersAndWriters(world, *state, *object);
    else if (state->op != Op::mutexAcquire)
        return {};
    if (object == nullptr || !isAlive(world, object->mutex.owner))
        return {};
    return {{waiter, object->mutex.owner, object->id}};
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
