// SPDX-License-Identifier: MIT
#include "core/world/ManagerRules.h"

#include <algorithm>

namespace heddle {
namespace {

Possible when(bool claim) {
    return claim ? Possible::yes : Possible::no;
}

bool hasEnded(const World& world, ProcessId process) {
    bool isKnown = false;
    for (const WorkerId id : world.workers()) {
        const WorkerState& state = *world.worker(id);
        if (state.process != process)
            continue;
        isKnown = true;
        if (state.doing != Doing::ended && state.doing != Doing::died)
            return false;
    }
    return isKnown;
}

bool isServing(const World& world, WorkerId id) {
    const WorkerInfo* info = world.names().worker(id);
    return info != nullptr && info->depth == Depth::library;
}

Possible canAccept(const World& world, const WorkerState& server, const ManagerState& manager) {
    const WorkerInfo* info = world.names().worker(server.id);
    const WorkerState* owner = info == nullptr ? nullptr : world.worker(info->parent);
    const bool isOver = manager.isStopping || (owner != nullptr && hasEnded(world, owner->process));
    return when(isOver || manager.connecting > 0);
}

// A connection ends with its client's process.
Possible canTakeRequest(const World& world, const WorkerState& server) {
    const WorkerState* client = world.worker({static_cast<std::uint32_t>(server.value)});
    if (client == nullptr)
        return Possible::may;
    if (hasEnded(world, client->process))
        return Possible::yes;
    return client->requests > 0 ? Possible::may : Possible::no;  // perhaps it asks another manager
}

Possible canServe(const WorkerState& server, const ObjectState& on) {
    const auto count = static_cast<std::int64_t>(on.managed.items.size());
    if (server.op == Op::lockAcquire)
        return when(on.managed.owner.isNone());
    if (server.op == Op::managedGet)
        return when(count > 0);
    if (server.op == Op::managedPut)
        return when(!on.queue.capacity || count < *on.queue.capacity);
    return Possible::yes;
}

Possible hasItsAnswer(const World& world, const WorkerState& client) {
    const ObjectState* manager = world.object(client.askedOf);
    const bool isGone = manager != nullptr && hasEnded(world, manager->manager.server);
    return when(client.replies > 0 || isGone);
}

}  // namespace

bool isOfManager(Op op) {
    return isManaged(op) || op == Op::managerMake || op == Op::managerAccept || op == Op::requestRecv;
}

Possible possibleWithManager(const World& world, const WorkerState& worker, const ObjectState& on) {
    if (worker.op == Op::managerAccept)
        return canAccept(world, worker, on.manager);
    if (worker.op == Op::requestRecv)
        return canTakeRequest(world, worker);
    if (worker.op != Op::managerMake && isServing(world, worker.id))
        return canServe(worker, on);
    return worker.doing == Doing::calls ? Possible::yes : hasItsAnswer(world, worker);
}

bool isIdleByDesign(const World& world, const WorkerState& worker) {
    if (worker.op == Op::queueTake || worker.op == Op::managerAccept || worker.op == Op::requestRecv)
        return true;
    return isManaged(worker.op) && isServing(world, worker.id);  // on behalf of a client that waits
}

}  // namespace heddle
