// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

bool isAlive(const WorkerState& state) {
    return state.doing != Doing::ended && state.doing != Doing::died;
}

}  // namespace

bool isThereFromItsMaking(const ObjectInfo& info) {
    const bool isSocket = info.kind == ObjectKind::listener || info.kind == ObjectKind::socket ||
                          info.kind == ObjectKind::udpSocket || info.kind == ObjectKind::datagramSocket;
    const bool isNothing = info.kind == ObjectKind::none || info.kind == ObjectKind::clock ||
                           info.kind == ObjectKind::output || info.kind == ObjectKind::custom;
    return info.copyOf.isNone() && !isSocket && !isNothing;
}

// Making an object is no event. Numbers are given in order of making: one with a lower number than that to
// which something is done was there already.
void WorldFold::bringIn() {
    const std::uint32_t until = m_event.object.number;
    if (until <= m_world.m_madeBelow || until >= SharedTable<ObjectState>::limit)
        return;
    const std::uint32_t from = std::exchange(m_world.m_madeBelow, until);
    if (until - from > m_world.m_names->count())
        return;  // no sound trace's
    for (std::uint32_t number = from; number < until; ++number)
        if (const ObjectInfo* info = m_world.m_names->object({number}); info && isThereFromItsMaking(*info))
            object(info->id);
}

void WorldFold::fold() {
    bringIn();
    ++m_world.m_eventCount;
    m_world.m_step += m_event.isStep() ? 1 : 0;
    m_world.m_instant = std::max(m_world.m_instant, m_event.endInstant());
    if (m_event.op == Op::streamPart || m_event.op == Op::streamWhole)
        return;                            // the receive before it has told what was taken
    if (m_event.op != Op::datagramQueued)  // the send before it has told what its worker does
        tellWorker();
    takeEffect();
    // A worker is killed with its process, whose end is told behind all of them.
    const bool isDeath = m_event.phase == Phase::failed && m_event.outcome == Outcome::killed;
    if (WorkerState* state = isDeath ? worker(m_event.worker) : nullptr; state && isAlive(*state)) {
        endWorker(*state, Doing::died);
        state->exitCode = 0;  // its process's, which is not told yet
    }
}

void WorldFold::letGo() {
    WorkerState* state = worker(m_event.worker);
    if (state == nullptr || state->doing != Doing::calls)
        return;
    state->doing = Doing::running;
    state->since = m_world.m_instant;
}

void WorldFold::tellWorker() {
    WorkerState* state = worker(m_event.worker);
    if (state == nullptr)
        return;
    const bool isGone = state->doing == Doing::ended || state->doing == Doing::died;
    if (isGone && (m_event.flags & Event::madeByCollector) != 0)
        return;  // what it was in the middle of when its process ended
    expect(!isGone);
    if (m_event.phase == Phase::waits) {
        state->tried = m_world.m_eventCount;
        state->isRefuted = false;
    }
    const bool isEnd = m_event.op == Op::processEnd || m_event.op == Op::threadEnd;
    if (isEnd && (m_event.phase == Phase::done || m_event.phase == Phase::failed))
        return;  // endWorker() first has it leave where it stands
    if (!m_event.site.isNone())
        state->site = m_event.site;
    const bool isBusy = state->doing == Doing::calls || state->doing == Doing::waits;
    if (m_event.op == Op::divergence)
        state->isRefuted = isBusy;
    const bool isNested = isBusy && m_event.parent != 0 && m_event.operation != state->operation;
    if (isNested)
        return;  // the worker does what its outermost operation says
    switch (m_event.phase) {
    case Phase::called:
        return beginToDo(*state, Doing::calls);
    case Phase::waits:
        return beginToDo(*state, Doing::waits);
    case Phase::done:
    case Phase::failed:
        if (state->doing != Doing::running) {
            state->since = m_event.endInstant();
            state->event = m_world.m_eventCount - 1;
        }
        state->doing = Doing::running;
        state->op = Op::none;
        state->object = {};
        state->operation = 0;
        state->value = 0;
        state->mayTimeOut = false;
    }
}

void WorldFold::beginToDo(WorkerState& state, Doing doing) {
    if (state.doing != doing || state.operation != m_event.operation) {
        state.since = m_event.endInstant();
        state.event = m_world.m_eventCount - 1;
    }
    state.doing = doing;
    state.op = m_event.op;
    state.object = m_event.object;
    state.operation = m_event.operation;
    state.value = m_event.value;
    state.mayTimeOut = m_event.op == Op::sleep || (m_event.flags & Event::mayTimeOut) != 0;
}

void WorldFold::tellLine(ObjectState& object) {
    if (m_event.op == Op::queueTake || m_event.op == Op::pipeWrite)
        return;  // a feeder at its own buffer or pipe, not somebody who waits for the queue
    const bool isOfManager =
        isManaged(m_event.op) || m_event.op == Op::managerAccept || m_event.op == Op::requestRecv;
    if (isOfManager && m_event.depth != Depth::program && m_event.parent == 0)
        return;  // a thread of a manager: it works for those who wait
    const auto place = std::find(object.line.begin(), object.line.end(), m_event.worker);
    if (m_event.phase == Phase::waits) {
        if (place == object.line.end())
            object.line.push_back(m_event.worker);
    } else if (place != object.line.end() && m_event.phase != Phase::called) {
        object.line.erase(place);
    }
}

void WorldFold::takeEffect() {
    if (m_event.op == Op::processEnd || m_event.op == Op::threadEnd)
        return foldEnd();  // the root's main thread ends without a handle
    ObjectState* subject = object(m_event.object);
    if (subject == nullptr || m_event.phase == Phase::called || m_event.op == Op::divergence)
        return;  // a divergence changes nothing: it says what a try has found
    tellLine(*subject);
    const bool isDone = m_event.phase == Phase::done;
    if ((isDone || m_event.phase == Phase::failed) && m_event.op != Op::pipePoll)
        changes(*subject);
    switch (m_event.op) {
    case Op::processStart:
    case Op::threadStart:
        return isDone ? foldStart(*subject) : void();
    case Op::processBegin:
    case Op::threadBegin:
        return isDone ? foldBegin(*subject) : void();
    case Op::processJoin:
    case Op::threadJoin:
        return isDone ? foldJoin(*subject) : void();
    case Op::queuePut:
        return isDone ? foldPut(*subject) : void();
    case Op::queueGet:
        return foldGet(*subject);
    case Op::queueTaskDone:
        return isDone ? foldTaskDone(*subject) : void();
    case Op::queueJoin:
        return isDone ? foldQueueJoin(*subject) : void();
    case Op::queueClose:
        return isDone ? foldQueueClose(*subject) : void();
    case Op::queueTake:
        return foldFeederTake(*subject);
    case Op::queueFlush:
        return foldFlush(*subject);
    case Op::roomAcquire:
    case Op::roomRelease:
        return foldPlaces(*subject);
    case Op::pipeWrite:
        return foldWrite(*subject);
    case Op::pipeRead:
        return isDone ? foldRead(*subject) : void();
    case Op::mutexAcquire:
        return isDone ? foldAcquire(*subject) : void();
    case Op::mutexRelease:
        return isDone ? foldRelease(*subject) : void();
    case Op::conditionWait:
        return foldWait(*subject);
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
        return isDone ? foldNotify(*subject) : void();
    case Op::sharedLoad:
        return isDone ? foldLoad(*subject) : void();
    case Op::sharedStore:
        return isDone ? foldStore(*subject) : void();
    case Op::sharedCompareExchange:
    case Op::sharedFetchAdd:
    case Op::semaphoreAcquire:
    case Op::semaphoreRelease:
    case Op::eventSet:
    case Op::eventClear:
    case Op::eventWait:
    case Op::eventIsSet:
    case Op::timerWait:
    case Op::timerCancel:
    case Op::barrierWait:
    case Op::barrierAbort:
    case Op::barrierReset:
    case Op::rwlockAcquireRead:
    case Op::rwlockReleaseRead:
    case Op::rwlockAcquireWrite:
    case Op::rwlockReleaseWrite:
    case Op::poolSubmit:
    case Op::futureSet:
    case Op::poolTake:
    case Op::futureGet:
    case Op::poolShutdown:
        return foldSync(*subject);
    case Op::arrayStore:
    case Op::memoryWrite:
    case Op::signalSend:
    case Op::signalTake:
        return isDone ? foldMemory(*subject) : void();
    case Op::pipeSend:
        return foldSend(*subject);
    case Op::pipeRecv:
        return foldReceive(*subject);
    case Op::pipeClose:
        return isDone ? foldClose(*subject) : void();
    case Op::dictSet:
    case Op::dictGet:
    case Op::dictRemove:
    case Op::dictSize:
    case Op::dictKeys:
    case Op::dictItems:
    case Op::listAppend:
    case Op::listGet:
    case Op::listSet:
    case Op::listSize:
    case Op::valueGet:
    case Op::valueSet:
    case Op::namespaceGet:
    case Op::namespaceSet:
    case Op::lockAcquire:
    case Op::lockRelease:
    case Op::lockAbandon:
    case Op::managedPut:
    case Op::managedGet:
    case Op::managerMake:
    case Op::managerConnect:
    case Op::managerAccept:
    case Op::managerStop:
    case Op::requestSend:
    case Op::requestRecv:
    case Op::replySend:
    case Op::replyRecv:
        return foldManager(*subject);
    case Op::processEnd:
    case Op::threadEnd:
    case Op::processTerminate:
    case Op::processKill:
    case Op::timerStart:
    case Op::sleep:
    case Op::print:
    case Op::pipePoll:
    case Op::ringWait:
    case Op::divergence:
    case Op::custom:
    case Op::none:
    case Op::tcpSetOption:
    case Op::streamPart:
    case Op::streamWhole:
    case Op::arrayLoad:
    case Op::memoryRead:
    case Op::signalClose:
        return;
    case Op::tcpListen:
    case Op::tcpConnect:
    case Op::tcpAccept:
    case Op::tcpSend:
    case Op::tcpSendAll:
    case Op::tcpRecv:
    case Op::tcpShutdown:
    case Op::tcpClose:
    case Op::unixListen:
    case Op::unixAccept:
    case Op::unixConnect:
    case Op::unixSend:
    case Op::unixSendAll:
    case Op::unixRecv:
    case Op::unixShutdown:
    case Op::unixClose:
    case Op::bytesWrite:
    case Op::bytesWriteAll:
    case Op::bytesRead:
    case Op::bytesClose:
    case Op::datagramBind:
    case Op::datagramConnect:
    case Op::datagramSend:
    case Op::datagramRecv:
    case Op::datagramClose:
    case Op::datagramSetOption:
    case Op::datagramQueued:
        return foldTransfer(*subject);
    }
}

WorkerState* WorldFold::worker(WorkerId id) {
    if (id.isNone() || id.number >= SharedTable<WorkerState>::limit)
        return nullptr;
    if (WorkerState* known = m_world.m_workers.edit(id.number))
        return known;
    WorkerState state;
    state.id = id;
    if (const WorkerInfo* info = m_world.m_names->worker(id))
        state.process = info->process;
    return &m_world.m_workers.put(id.number, state);
}

ObjectState* WorldFold::object(ObjectId id) {
    if (id.isNone() || id.number >= SharedTable<ObjectState>::limit)
        return nullptr;
    if (ObjectState* known = m_world.m_objects.edit(id.number))
        return known;
    const ObjectInfo* info = m_world.m_names->object(id);
    if (info != nullptr && isHeldOpen(info->kind)) {
        openPair(*info);
        return m_world.m_objects.edit(id.number);
    }
    ObjectState state;
    state.id = id;
    if (info != nullptr) {
        state.kind = info->kind;
        state.semaphore.value = state.barrier.parties = info->capacity.value_or(0);
        state.readers.isWritersFirst = info->capacity == 1;
        state.shared.isKnown = isVariable(info->kind) && info->capacity;
        state.shared.value = state.shared.isKnown ? *info->capacity : 0;
        takeCopy(state, *info);
        state.queue.capacity = info->capacity;
    }
    return &m_world.m_objects.put(id.number, std::move(state));
}

ProcessId WorldFold::processOf(WorkerId id) const {
    if (const WorkerState* state = m_world.worker(id))
        return state->process;
    const WorkerInfo* info = m_world.m_names->worker(id);
    return info == nullptr ? ProcessId{} : info->process;
}

const ObjectState* WorldFold::handleOf(ProcessId process) const {
    const ObjectState* handle = nullptr;
    m_world.m_workers.forEach([&](const WorkerState& state) {
        const WorkerInfo* info = state.process == process ? m_world.m_names->worker(state.id) : nullptr;
        if (info != nullptr && info->kind == WorkerKind::process)
            handle = m_world.object(info->handle);
    });
    return handle;
}

bool WorldFold::hasEnded(ProcessId process) const {
    bool isKnown = false, isAlive = false;
    m_world.m_workers.forEach([&](const WorkerState& state) {
        if (state.process == process) {
            isKnown = true;
            isAlive |= state.doing != Doing::ended && state.doing != Doing::died;
        }
    });
    return isKnown && !isAlive;
}

}  // namespace heddle
