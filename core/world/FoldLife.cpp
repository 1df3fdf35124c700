// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace heddle {

void WorldFold::foldStart(ObjectState& handle) {
    expect(!handle.handle.hasStarted);
    handle.handle.hasStarted = true;
    if (m_event.op == Op::processStart)
        foldDivision(handle);
}

void WorldFold::foldBegin(ObjectState& handle) {
    handle.handle.worker = m_event.worker;
    const ProcessId process = processOf(m_event.worker);
    for (const ObjectId id : std::exchange(handle.handle.inherits, {}))
        if (ObjectState* end = object(id))
            end->pipeEnd.openIn.push_back(process);
}

void WorldFold::foldEnd() {
    const bool hasEnded = m_event.phase == Phase::done || m_event.phase == Phase::failed;
    if (!hasEnded)
        return;
    if (WorkerState* state = worker(m_event.worker))
        endWorker(*state, m_event.outcome == Outcome::killed ? Doing::died : Doing::ended);
    if (m_event.op == Op::processEnd)
        endProcess(processOf(m_event.worker));
    if (ObjectState* subject = object(m_event.object)) {
        changes(*subject);
        expect(!subject->handle.hasEnded);
        subject->handle.worker = m_event.worker;
        subject->handle.hasEnded = true;
        subject->handle.exitCode = m_event.value;
        subject->handle.inherits.clear();
        subject->handle.copies.clear();
    }
}

void WorldFold::endWorker(WorkerState& state, Doing how) {
    for (const ObjectId id : {state.object, state.gaveBack})
        if (ObjectState* left = m_world.m_objects.edit(id.number)) {
            std::erase(left->line, state.id);
            std::erase(left->condition.sleepers, state.id);
            std::erase(left->condition.notified, state.id);
            std::erase(left->readers.toWrite, state.id);
            std::erase(left->letGo, state.id);
        }
    state.doing = how;
    state.op = Op::none;
    state.object = {};
    state.operation = 0;
    state.mayTimeOut = false;
    state.since = m_event.endInstant();
    state.event = m_world.m_eventCount - 1;
    state.outcome = m_event.outcome;
    state.exitCode = m_event.value;
}

// The kernel takes all threads of a process down with it, and closes what it held open.
void WorldFold::endProcess(ProcessId process) {
    std::vector<WorkerId> others, killed;
    m_world.m_workers.forEach([&](const WorkerState& state) {
        if (state.process == process && state.doing != Doing::ended)
            (state.doing == Doing::died ? killed : others).push_back(state.id);
    });
    for (const WorkerId id : others)
        endWorker(*worker(id), Doing::died);
    for (const WorkerId id : killed)
        worker(id)->exitCode = m_event.value;
    std::vector<ObjectId> held;
    m_world.m_objects.forEach([&](const ObjectState& object) {
        if (std::ranges::find(object.pipeEnd.openIn, process) != object.pipeEnd.openIn.end())
            held.push_back(object.id);
    });
    for (const ObjectId id : held)
        letGo(*object(id), process);
    loseBuffers(process);
}

void WorldFold::foldJoin(ObjectState& handle) {
    expect(handle.handle.hasEnded);
    handle.handle.isJoined = true;
}

}  // namespace heddle
