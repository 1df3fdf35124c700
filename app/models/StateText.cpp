// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/StateText.h"

#include "app/models/Plural.h"
#include "core/event/ShownText.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace heddle {
namespace {

constexpr std::size_t mostShown = 8;

std::string translated(const char* words) {
    return QCoreApplication::translate("heddle::StateText", words).toStdString();
}

StateClause tr(const char* words, std::initializer_list<StateClause> others = {}) {
    return said(translated(words), others);
}

// `one` where it is one, else `many` with the count for %n.
StateClause counted(const char* one, const char* many, std::size_t count,
                    std::initializer_list<StateClause> others = {}) {
    return said(plural("heddle::StateText", one, many, count).toStdString(), others);
}

StateClause number(std::int64_t value) {
    return plain(std::to_string(value));
}

StateClause name(WorkerId worker, ShownNames& names) {
    return {{names.of(worker), worker}};
}
StateClause name(ObjectId object, ShownNames& names) {
    return {{names.of(object), {}, object}};
}

StateClause listed(const std::vector<WorkerId>& workers, ShownNames& names) {
    Clauses parts;
    for (const WorkerId worker : workers)
        if (parts.size() < mostShown)
            parts.push_back(name(worker, names));
    return listed(parts, workers.size());
}

// Of bytes without a text there is only how many they are.
StateClause listed(const MessageLine& line) {
    Clauses parts;
    for (const QueuedMessage& message : line) {
        if (parts.size() == mostShown)
            break;
        const std::string words = message.isSentinel     ? translated("the sentinel")
                                  : message.text.empty() ? std::to_string(message.value)
                                                         : shownText(withoutPadding(message.text));
        parts.push_back({{words, {}, {}, message.message}});
    }
    return listed(parts, line.size());
}

Clauses ownerOf(WorkerId owner, std::int64_t times, ShownNames& names) {
    if (owner.isNone())
        return {tr("is free")};
    return {times > 1 ? tr("is held by %1, %2 times", {name(owner, names), number(times)})
                      : tr("is held by %1", {name(owner, names)})};
}

Clauses stateOf(const QueueState& queue) {
    Clauses all;
    const StateClause size = number(static_cast<std::int64_t>(queue.items.size()));
    const StateClause holds = queue.capacity        ? tr("holds %1 of %2", {size, number(*queue.capacity)})
                              : queue.items.empty() ? tr("is empty")
                                                    : tr("holds %1", {size});
    all.push_back(queue.items.empty() ? holds : tr("%1: %2", {holds, listed(queue.items)}));
    std::int64_t buffered = 0;
    for (const auto& [process, side] : queue.feed.sides)
        buffered += side.buffered + side.inHand;
    if (buffered > 0)
        all.push_back(
            counted(QT_TRANSLATE_NOOP("heddle::StateText", "1 of them has not left its process yet"),
                    QT_TRANSLATE_NOOP("heddle::StateText", "%n of them have not left their process yet"),
                    static_cast<std::size_t>(buffered)));
    if (queue.unfinished > 0)
        all.push_back(counted(QT_TRANSLATE_NOOP("heddle::StateText", "1 item is unfinished"),
                              QT_TRANSLATE_NOOP("heddle::StateText", "%n items are unfinished"),
                              static_cast<std::size_t>(queue.unfinished)));
    if (queue.isClosed)
        all.push_back(tr("is closed"));
    return all;
}

Clauses futureOf(const ObjectState& future) {
    if (!future.flag.isSet)
        return {tr("has no result yet")};
    if (future.queue.items.empty())
        return {tr("has its result, which was taken")};
    return {tr("has its result: %1", {listed(future.queue.items)})};
}

Clauses datagramsOf(const ObjectState& socket) {
    Clauses all = {socket.queue.items.empty() ? tr("holds nothing")
                                              : tr("holds %1", {listed(socket.queue.items)})};
    if (socket.socket.dropped > 0)
        all.push_back(tr("has lost %1", {number(socket.socket.dropped)}));
    return all;
}

Clauses readersOf(const ObjectState& lock, ShownNames& names) {
    Clauses all = lock.readers.reading.empty()
                      ? ownerOf(lock.mutex.owner, lock.mutex.depth, names)
                      : Clauses{tr("is read by %1", {listed(lock.readers.reading, names)})};
    if (!lock.readers.toWrite.empty())
        all.push_back(counted(QT_TRANSLATE_NOOP("heddle::StateText", "%1 wants to write"),
                              QT_TRANSLATE_NOOP("heddle::StateText", "%1 want to write"),
                              lock.readers.toWrite.size(), {listed(lock.readers.toWrite, names)}));
    return all;
}

Clauses semaphoreOf(const SemaphoreState& semaphore, ShownNames& names) {
    Clauses all = {tr("has %1 left", {number(semaphore.value)})};
    if (!semaphore.holder.isNone())
        all.push_back(tr("was acquired last by %1", {name(semaphore.holder, names)}));
    return all;
}

Clauses conditionOf(const ConditionState& condition, ShownNames& names) {
    if (condition.mutex.isNone())
        return {tr("nobody has waited for it")};
    Clauses all = {tr("goes with %1", {name(condition.mutex, names)})};
    if (!condition.sleepers.empty())
        all.push_back(counted(QT_TRANSLATE_NOOP("heddle::StateText", "%1 sleeps until it is notified"),
                              QT_TRANSLATE_NOOP("heddle::StateText", "%1 sleep until they are notified"),
                              condition.sleepers.size(), {listed(condition.sleepers, names)}));
    if (!condition.notified.empty())
        all.push_back(counted(QT_TRANSLATE_NOOP("heddle::StateText", "%1 is notified and has not gone on"),
                              QT_TRANSLATE_NOOP("heddle::StateText", "%1 are notified and have not gone on"),
                              condition.notified.size(), {listed(condition.notified, names)}));
    return all;
}

Clauses barrierOf(const ObjectState& object, ShownNames& names) {
    const StateClause arrived = number(object.arrived()), parties = number(object.barrier.parties);
    std::vector<WorkerId> there = object.line;
    std::erase_if(there, [&](WorkerId worker) { return std::ranges::count(object.letGo, worker) > 0; });
    Clauses all = {there.empty() ? tr("waits for %1, of whom none has come", {parties})
                                 : tr("waits for %1, of whom %2 have come: %3",
                                      {parties, arrived, listed(there, names)})};
    if (object.barrier.isBroken)
        all.push_back(tr("is broken"));
    return all;
}

Clauses memoryOf(const MemoryState& memory) {
    Clauses parts;
    for (const auto& [place, content] : memory.places)
        if (parts.size() < mostShown)
            parts.push_back(tr(
                "%1 at %2", {content.empty() ? tr("something") : plain(shownText(content)), number(place)}));
    if (parts.empty())
        return {tr("has not been written to")};
    return {tr("holds %1", {listed(parts, memory.places.size())})};
}

Clauses handleOf(const HandleState& handle) {
    if (handle.hasEnded)
        return {tr(handle.isJoined ? QT_TRANSLATE_NOOP("heddle::StateText", "has ended with %1, joined")
                                   : QT_TRANSLATE_NOOP("heddle::StateText", "has ended with %1, not joined"),
                   {number(handle.exitCode)})};
    return {handle.hasStarted || !handle.worker.isNone() ? tr("runs") : tr("not started")};
}

// The main thread of each.
StateClause listed(const std::vector<ProcessId>& processes, ShownNames& names) {
    Clauses parts;
    for (const WorkerInfo* info : names.names().workers())
        if (info->kind == WorkerKind::process && parts.size() < mostShown &&
            std::ranges::count(processes, info->process) > 0)
            parts.push_back(name(info->id, names));
    return listed(parts, std::max(processes.size(), parts.size()));
}

// What was sent from here and has not been received. Of an end that only receives there is nothing to say
// while something comes.
Clauses underWay(const World& world, const PipeEndState& end, ShownNames& names) {
    const ObjectState* peer = world.object(end.peer);
    if (end.inFlight.empty())
        return peer && !peer->pipeEnd.inFlight.empty() ? Clauses{} : Clauses{tr("has nothing under way")};
    const StateClause to = name(end.peer, names);
    const bool hasText = std::any_of(end.inFlight.begin(), end.inFlight.end(),
                                     [](const QueuedMessage& message) { return !message.text.empty(); });
    if (!hasText)
        return {tr("has %2 B under way to %1", {to, number(end.bytesInFlight)})};
    return {tr("has %2 B under way to %1: %3", {to, number(end.bytesInFlight), listed(end.inFlight)})};
}

Clauses bytesOf(const World& world, const PipeEndState& end, ShownNames& names) {
    Clauses all;
    if (!end.peer.isNone())
        all = underWay(world, end, names);
    if (end.bytesTaken > 0)
        all.push_back(tr("%1 B of the first have arrived", {number(end.bytesTaken)}));
    all.push_back(end.openIn.empty() ? tr("is closed") : tr("is open in %1", {listed(end.openIn, names)}));
    return all;
}

Clauses socketOf(const World& world, const ObjectState& object, ShownNames& names) {
    const SocketState& socket = object.socket;
    Clauses all;
    if (!socket.isConnected)
        all.push_back(tr("is not connected"));
    if (socket.hasShutDown)
        all.push_back(tr("sends no more"));
    if (socket.hasShutDownReceiving)
        all.push_back(tr("receives no more"));
    if (socket.isConnected && object.pipeEnd.peer.isNone())
        all.push_back(tr("is connected to one who is not watched"));
    for (StateClause& clause : bytesOf(world, object.pipeEnd, names))
        all.push_back(std::move(clause));
    return all;
}

StateClause waitingConnections(std::size_t count) {
    return counted(QT_TRANSLATE_NOOP("heddle::StateText", "1 connection waits"),
                   QT_TRANSLATE_NOOP("heddle::StateText", "%n connections wait"), count);
}

Clauses listenerOf(const ObjectState& listener) {
    const SocketState& socket = listener.socket;
    Clauses all = {listener.pipeEnd.openIn.empty() ? tr("is closed")
                   : socket.isListening            ? tr("listens")
                                                   : tr("does not listen")};
    if (!socket.waiting.empty())
        all.push_back(waitingConnections(socket.waiting.size()));
    if (socket.accepted > 0)
        all.push_back(tr("has accepted %1", {number(socket.accepted)}));
    return all;
}

Clauses inboxOf(const ObjectState& inbox) {
    const char* known = sigabbrev_np(static_cast<int>(inbox.queue.capacity.value_or(0)));
    const std::string signal = known ? std::string("SIG") + known : translated("its signal");
    return {inbox.flag.isSet ? tr("%1 is pending", {plain(signal)})
                             : tr("%1 is not pending", {plain(signal)})};
}

Clauses managerOf(const World& world, const ManagerState& manager) {
    const auto hasEnded = [&](WorkerId id) {
        const WorkerState* worker = world.worker(id);
        const WorkerInfo* info = world.names().worker(id);
        return info && info->process == manager.server && info->kind == WorkerKind::process &&
               (worker->doing == Doing::ended || worker->doing == Doing::died);
    };
    Clauses all = {manager.server.isNone()                          ? tr("not started")
                   : std::ranges::any_of(world.workers(), hasEnded) ? tr("has ended")
                   : manager.isStopping                             ? tr("stops")
                                                                    : tr("serves")};
    if (manager.connecting > 0)
        all.push_back(waitingConnections(static_cast<std::size_t>(manager.connecting)));
    return all;
}

Clauses managedOf(const ObjectState& object) {
    const ManagedState& managed = object.managed;
    Clauses parts;
    for (const auto& [key, value] : managed.entries)
        if (parts.size() < mostShown)
            parts.push_back(tr("%1 → %2", {plain(shownText(key)), plain(shownText(value))}));
    for (const std::string& item : managed.items)
        if (parts.size() < mostShown)
            parts.push_back(plain(shownText(item)));
    if (object.kind == ObjectKind::managedValue)
        return {tr("is %1", {plain(shownText(managed.value))})};
    const std::size_t all = managed.entries.size() + managed.items.size();
    if (all == 0)
        return {tr("is empty")};
    if (managed.items.empty())
        return {counted(QT_TRANSLATE_NOOP("heddle::StateText", "has 1 key: %1"),
                        QT_TRANSLATE_NOOP("heddle::StateText", "has %n keys: %1"), all,
                        {listed(parts, all)})};
    return {counted(QT_TRANSLATE_NOOP("heddle::StateText", "has 1 item: %1"),
                    QT_TRANSLATE_NOOP("heddle::StateText", "has %n items: %1"), all, {listed(parts, all)})};
}

Clauses sharedOf(const SharedState& shared) {
    if (!shared.isKnown)
        return {tr("is not known")};
    return {tr("is %1", {shared.text.empty() ? number(shared.value) : plain(shownText(shared.text))})};
}

}  // namespace

Clauses stateOf(const World& world, const ObjectState& object, ShownNames& names) {
    switch (object.kind) {
    case ObjectKind::queue:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::processQueue:
    case ObjectKind::threadPool:
        return stateOf(object.queue);
    case ObjectKind::udpSocket:
    case ObjectKind::datagramSocket:
        return datagramsOf(object);
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
        return ownerOf(object.mutex.owner, object.mutex.depth, names);
    case ObjectKind::managedLock:
        return ownerOf(object.managed.owner, 1, names);
    case ObjectKind::readWriteLock:
        return readersOf(object, names);
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
        return semaphoreOf(object.semaphore, names);
    case ObjectKind::condition:
        return conditionOf(object.condition, names);
    case ObjectKind::eventFlag:
        return {object.flag.isSet ? tr("is set") : tr("is not set")};
    case ObjectKind::future:
        return futureOf(object);
    case ObjectKind::timer:
        return {object.flag.isSet ? tr("is cancelled") : tr("is not cancelled")};
    case ObjectKind::signalInbox:
        return inboxOf(object);
    case ObjectKind::barrier:
        return barrierOf(object, names);
    case ObjectKind::shared:
    case ObjectKind::sharedValue:
        return sharedOf(object.shared);
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
        return memoryOf(object.memory);
    case ObjectKind::pipeEnd:
    case ObjectKind::byteEnd:
        return bytesOf(world, object.pipeEnd, names);
    case ObjectKind::socket:
        return socketOf(world, object, names);
    case ObjectKind::listener:
        return listenerOf(object);
    case ObjectKind::process:
    case ObjectKind::thread:
        return handleOf(object.handle);
    case ObjectKind::manager:
        return managerOf(world, object.manager);
    case ObjectKind::managedDict:
    case ObjectKind::managedList:
    case ObjectKind::managedValue:
    case ObjectKind::managedNamespace:
    case ObjectKind::managedQueue:
        return managedOf(object);
    case ObjectKind::none:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::custom:
        return {};
    }
    return {};
}

std::string stateText(const World& world, const ObjectState& object, ShownNames& names) {
    std::string text;
    for (const StateClause& clause : stateOf(world, object, names)) {
        text += text.empty() ? "" : "; ";
        text += textOf(clause);
    }
    return text;
}

}  // namespace heddle
