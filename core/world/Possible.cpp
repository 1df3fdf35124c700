// SPDX-License-Identifier: MIT
#include "core/world/World.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr std::int64_t pipeRoomBytes = 65536;  // held modes offer at most this much unread

Possible when(bool claim) {
    return claim ? Possible::yes : Possible::no;
}

bool isFree(const World& world, ObjectId mutex) {
    const ObjectState* state = world.object(mutex);
    return state == nullptr || state->mutex.owner.isNone();
}

Possible canReceive(const World& world, const PipeEndState& end) {
    const ObjectState* sender = world.object(end.peer);
    if (sender == nullptr)
        return Possible::may;
    const PipeEndState& from = sender->pipeEnd;
    const bool isDry = from.inFlight.empty() || (from.bytesTaken > 0 && from.bytesInFlight <= 0);
    return isDry && !from.openIn.empty() ? Possible::no : Possible::may;
}

Possible canSend(const World& world, const PipeEndState& end) {
    const ObjectState* reader = world.object(end.peer);
    const bool nobodyReads = reader == nullptr || reader->pipeEnd.openIn.empty();
    return end.bytesInFlight < pipeRoomBytes || nobodyReads ? Possible::may : Possible::no;
}

Possible canWakeUp(const World& world, WorkerId worker, const ConditionState& condition) {
    const bool wasNotified = std::ranges::find(condition.notified, worker) != condition.notified.end();
    return when(wasNotified && isFree(world, condition.mutex));
}

bool hasRoom(const QueueState& queue) {
    return !queue.capacity || static_cast<std::int64_t>(queue.items.size()) < *queue.capacity;
}

}  // namespace

Possible World::possible(WorkerId id) const {
    const WorkerState* state = worker(id);
    if (state == nullptr || state->doing == Doing::running)
        return Possible::yes;
    if (state->doing != Doing::calls && state->doing != Doing::waits)
        return Possible::no;
    static const ObjectState untouched;
    const ObjectState* known = object(state->object);
    const ObjectState& on = known == nullptr ? untouched : *known;
    switch (state->op) {
    case Op::processJoin:
    case Op::threadJoin:
        return when(on.handle.hasEnded);
    case Op::queuePut:
        return when(on.queue.isClosed || hasRoom(on.queue));
    case Op::queueGet:
        return when(on.queue.isClosed || !on.queue.items.empty());
    case Op::queueJoin:
        return when(on.queue.unfinished == 0);
    case Op::mutexAcquire:
        return when(on.mutex.owner.isNone());
    case Op::conditionWait:
        return canWakeUp(*this, id, on.condition);
    case Op::pipeSend:
        return canSend(*this, on.pipeEnd);
    case Op::pipeRecv:
    case Op::pipePoll:
        return canReceive(*this, on.pipeEnd);
    case Op::sleep:
        return Possible::no;  // only time ends it
    case Op::none:
    case Op::processStart:
    case Op::processBegin:
    case Op::processEnd:
    case Op::processTerminate:
    case Op::processKill:
    case Op::threadStart:
    case Op::threadBegin:
    case Op::threadEnd:
    case Op::queueTaskDone:
    case Op::queueClose:
    case Op::mutexRelease:
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
    case Op::sharedLoad:
    case Op::sharedStore:
    case Op::print:
    case Op::pipeClose:
    case Op::ringWait:
    case Op::divergence:
        return Possible::yes;
    case Op::custom:  // whoever waits may go once another has touched what it waits at
        return state->doing == Doing::waits ? Possible::may : Possible::yes;
    }
    return Possible::yes;
}

}  // namespace heddle
