// SPDX-License-Identifier: MIT
#include "core/event/StreamVerb.h"
#include "core/world/Forecast.h"
#include "core/world/ManagerRules.h"
#include "core/world/ProcessQueueRules.h"
#include "core/world/World.h"

#include <algorithm>

namespace heddle {
namespace {

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
    return end.bytesInFlight < mostUnreadBytes || nobodyReads ? Possible::may : Possible::no;
}

// Of a connection, a peer that is not watched may do anything; one that is not accepted yet sends nothing.
// Who has shut down its own receiving comes to the end of what there is.
Possible canReceiveBytes(const World& world, const ObjectState& end) {
    if (end.socket.hasShutDownReceiving)
        return Possible::may;
    const ObjectState* listener = world.object(end.socket.listener);
    if (end.pipeEnd.peer.isNone() && listener != nullptr)
        return listener->pipeEnd.openIn.empty() ? Possible::may : Possible::no;
    const ObjectState* sender = world.object(end.pipeEnd.peer);
    return sender != nullptr && sender->socket.hasShutDown ? Possible::may : canReceive(world, end.pipeEnd);
}

Possible canSendBytes(const World& world, WorkerId worker) {
    return forecast(world, worker) == 0 ? Possible::no : Possible::may;
}

// To one that has an address, somebody who is not watched may send.
Possible canReceiveDatagram(const ObjectState& socket) {
    const bool isOfPair = !socket.pipeEnd.peer.isNone() && !socket.socket.isListening;
    return isOfPair && socket.queue.items.empty() ? Possible::no : Possible::may;
}

Possible canConnect(const World& world, WorkerId worker) {
    const std::uint32_t places = forecast(world, worker);
    return places > 1 ? Possible::may : when(places == 1);
}

Possible canWakeUp(const World& world, WorkerId worker, const ConditionState& condition) {
    const bool wasNotified = std::ranges::find(condition.notified, worker) != condition.notified.end();
    return when(wasNotified && isFree(world, condition.mutex));
}

bool hasRoom(const QueueState& queue) {
    return !queue.capacity || static_cast<std::int64_t>(queue.items.size()) < *queue.capacity;
}

bool contains(const std::vector<WorkerId>& ids, WorkerId id) {
    return std::ranges::find(ids, id) != ids.end();
}

bool hasEnded(const World& world, WorkerId id) {
    const WorkerState* state = world.worker(id);
    return state != nullptr && (state->doing == Doing::ended || state->doing == Doing::died);
}

bool canLock(const World& world, const ObjectState& mutex, WorkerId worker) {
    const WorkerId owner = mutex.mutex.owner;
    const bool isAgain = mutex.kind == ObjectKind::recursiveMutex && owner == worker;
    const bool isLeft = mutex.kind == ObjectKind::robustMutex && hasEnded(world, owner);
    return owner.isNone() || isAgain || isLeft;
}

bool canPass(const ObjectState& barrier, const WorkerState& worker) {
    if (worker.doing == Doing::waits)
        return contains(barrier.letGo, worker.id);
    return barrier.barrier.isBroken || barrier.arrived() + 1 >= barrier.barrier.parties;
}

bool canRead(const ObjectState& lock) {
    const bool mustLetWriter = lock.readers.isWritersFirst && !lock.readers.toWrite.empty();
    return lock.mutex.owner.isNone() && !mustLetWriter;
}

bool canWrite(const ObjectState& lock) {
    const bool mustLetReader = !lock.readers.isWritersFirst && lock.line.size() > lock.readers.toWrite.size();
    return lock.mutex.owner.isNone() && lock.readers.reading.empty() && !mustLetReader;
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
    if (on.kind == ObjectKind::processQueue)
        return possibleOnProcessQueue(on.queue, state->op, id, state->process);
    if (isOfManager(state->op))
        return possibleWithManager(*this, *state, on);
    switch (state->op) {
    case Op::processJoin:
    case Op::threadJoin:
        return when(on.handle.hasEnded);
    case Op::queuePut:
        return when(on.queue.isClosed || hasRoom(on.queue));
    case Op::queueGet:
    case Op::poolTake:
        return when(on.queue.isClosed || !on.queue.items.empty());
    case Op::queueJoin:
        return when(on.queue.unfinished == 0);
    case Op::mutexAcquire:
        return when(canLock(*this, on, id));
    case Op::semaphoreAcquire:
        return when(on.semaphore.value > 0);
    case Op::eventWait:
        return when(on.flag.isSet || contains(on.letGo, id));
    case Op::barrierWait:
        return when(canPass(on, *state));
    case Op::rwlockAcquireRead:
        return when(canRead(on));
    case Op::rwlockAcquireWrite:
        return when(canWrite(on));
    case Op::futureGet:
    case Op::timerWait:
        return when(on.flag.isSet);
    case Op::conditionWait:
        return canWakeUp(*this, id, on.condition);
    case Op::pipeSend:
    case Op::bytesWrite:
    case Op::bytesWriteAll:
        return canSend(*this, on.pipeEnd);
    case Op::pipeRecv:
    case Op::pipePoll:
        return canReceive(*this, on.pipeEnd);
    case Op::tcpSend:
    case Op::tcpSendAll:
    case Op::unixSend:
    case Op::unixSendAll:
        return canSendBytes(*this, id);
    case Op::tcpRecv:
    case Op::unixRecv:
    case Op::bytesRead:
        return canReceiveBytes(*this, on);
    case Op::tcpConnect:
    case Op::unixConnect:
        return canConnect(*this, id);
    case Op::tcpAccept:
    case Op::unixAccept:
    case Op::datagramSend:
        return Possible::may;  // somebody who is not watched may connect, or take one
    case Op::signalTake:
        return on.flag.isSet ? Possible::yes : Possible::may;  // somebody who is not watched may send one
    case Op::datagramRecv:
        return canReceiveDatagram(on);
    case Op::sleep:
        return Possible::no;  // only time ends it
    case Op::managerMake:
    case Op::managerConnect:
    case Op::managerAccept:
    case Op::managerStop:
    case Op::requestSend:
    case Op::requestRecv:
    case Op::replySend:
    case Op::replyRecv:
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
    case Op::queueTake:
    case Op::queueFlush:
    case Op::roomAcquire:
    case Op::roomRelease:
    case Op::pipeWrite:
    case Op::pipeRead:
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
    case Op::semaphoreRelease:
    case Op::eventSet:
    case Op::eventClear:
    case Op::eventIsSet:
    case Op::barrierAbort:
    case Op::barrierReset:
    case Op::rwlockReleaseRead:
    case Op::rwlockReleaseWrite:
    case Op::sharedCompareExchange:
    case Op::sharedFetchAdd:
    case Op::poolSubmit:
    case Op::poolShutdown:
    case Op::futureSet:
    case Op::timerStart:
    case Op::timerCancel:
    case Op::print:
    case Op::pipeClose:
    case Op::ringWait:
    case Op::divergence:
    case Op::tcpListen:
    case Op::tcpShutdown:
    case Op::tcpClose:
    case Op::tcpSetOption:
    case Op::streamPart:
    case Op::streamWhole:
    case Op::arrayLoad:
    case Op::arrayStore:
    case Op::memoryRead:
    case Op::memoryWrite:
    case Op::signalSend:
    case Op::signalClose:
    case Op::unixListen:
    case Op::unixShutdown:
    case Op::unixClose:
    case Op::bytesClose:
    case Op::datagramBind:
    case Op::datagramConnect:
    case Op::datagramClose:
    case Op::datagramSetOption:
    case Op::datagramQueued:
        return Possible::yes;
    case Op::custom:  // whoever waits may go once another has touched what it waits at
        return state->doing == Doing::waits ? Possible::may : Possible::yes;
    }
    return Possible::yes;
}

// What the answer for one that waits there hangs on, besides its own object.
std::uint64_t World::lastChangeFor(const WorkerState& state, const ObjectState& on) const {
    const ObjectId inValue{static_cast<std::uint32_t>(state.value)};
    const bool isConnect = streamVerbOf(state.op) == StreamVerb::connect;
    const bool isWaiting = state.doing == Doing::waits;
    std::uint64_t last = on.lastChange;
    const auto look = [&](ObjectId id) {
        if (const ObjectState* other = object(id))
            last = std::max(last, other->lastChange);
    };
    // Who waits to send a datagram, waits in `value` for whom it is sent to; who connects, for the listener.
    look(state.op == Op::datagramSend && isWaiting ? inValue : on.pipeEnd.peer);
    const bool isInBacklog = on.pipeEnd.peer.isNone();
    look(isConnect ? inValue : isInBacklog ? on.socket.listener : ObjectId{});
    look(on.condition.mutex);
    return last;
}

bool World::mayTryAgain(WorkerId id) const {
    const Possible answer = possible(id);
    const WorkerState* state = worker(id);
    const ObjectState* on = state == nullptr ? nullptr : object(state->object);
    const bool isForTheTry = answer == Possible::may || (answer == Possible::yes && state != nullptr &&
                                                         state->doing == Doing::waits && state->isRefuted);
    if (!isForTheTry || on == nullptr)
        return answer != Possible::no;
    return lastChangeFor(*state, *on) > state->tried;
}

}  // namespace heddle
