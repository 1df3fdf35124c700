// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/StateText.h"

#include "core/event/ShownText.h"

#include <algorithm>
#include <cstring>

namespace heddle {
namespace {

constexpr std::size_t mostShown = 8;

std::string listed(const std::vector<std::string>& parts, std::size_t all) {
    std::string words;
    for (const std::string& part : parts)
        words += (words.empty() ? "" : ", ") + part;
    return "[" + words +
           (all > parts.size() ? ", and " + std::to_string(all - parts.size()) + " more]" : "]");
}

std::string listed(const MessageLine& line) {
    std::vector<std::string> parts;
    for (const QueuedMessage& message : line) {
        if (parts.size() == mostShown)
            break;
        parts.push_back(message.text.empty() ? std::to_string(message.value) : shownText(message.text));
    }
    return listed(parts, line.size());
}

std::string listed(const std::vector<WorkerId>& workers, ShownNames& names) {
    std::vector<std::string> parts;
    for (const WorkerId worker : workers)
        parts.push_back(names.of(worker));
    return listed(parts, parts.size());
}

// "" where there are none.
std::string counted(std::int64_t count, const char* what) {
    return count == 0 ? "" : ", " + std::to_string(count) + " " + what;
}

std::string ownerText(const MutexState& mutex, ShownNames& names) {
    if (mutex.owner.isNone())
        return "free";
    return "held by " + names.of(mutex.owner) +
           (mutex.depth > 1 ? ", " + std::to_string(mutex.depth) + " times" : "");
}

std::string queueText(const QueueState& queue) {
    const std::string of = queue.capacity ? " of " + std::to_string(*queue.capacity) : "";
    std::int64_t buffered = 0;
    for (const auto& [process, side] : queue.feed.sides)
        buffered += side.buffered + side.inHand;
    return "holds " + std::to_string(queue.items.size()) + of + " " + listed(queue.items) +
           counted(buffered, "of them not yet in its pipe") + counted(queue.unfinished, "unfinished") +
           (queue.isClosed ? ", closed" : "");
}

std::string readersText(const ObjectState& lock, ShownNames& names) {
    const std::string who = lock.readers.reading.empty() ? ownerText(lock.mutex, names)
                                                         : "read by " + listed(lock.readers.reading, names);
    return who + (lock.readers.toWrite.empty() ? "" : "; to write: " + listed(lock.readers.toWrite, names));
}

std::string semaphoreText(const SemaphoreState& semaphore, ShownNames& names) {
    return std::to_string(semaphore.value) + " left" +
           (semaphore.holder.isNone() ? "" : ", acquired last by " + names.of(semaphore.holder));
}

std::string conditionText(const ConditionState& condition, ShownNames& names) {
    std::string text = condition.mutex.isNone() ? "nobody has waited" : "of " + names.of(condition.mutex);
    if (!condition.sleepers.empty())
        text += "; asleep: " + listed(condition.sleepers, names);
    if (!condition.notified.empty())
        text += "; notified: " + listed(condition.notified, names);
    return text;
}

std::string barrierText(const ObjectState& object) {
    return std::to_string(object.arrived()) + " of " + std::to_string(object.barrier.parties) + " arrived" +
           (object.barrier.isBroken ? ", broken" : "");
}

std::string memoryText(const MemoryState& memory) {
    std::vector<std::string> parts;
    for (const auto& [place, content] : memory.places)
        if (parts.size() < mostShown)
            parts.push_back(std::to_string(place) + ": " + shownText(content));
    return parts.empty() ? "nothing was written" : "holds " + listed(parts, memory.places.size());
}

std::string handleText(const HandleState& handle) {
    if (handle.hasEnded)
        return "has ended with " + std::to_string(handle.exitCode) +
               (handle.isJoined ? ", joined" : ", not joined");
    return handle.hasStarted || !handle.worker.isNone() ? "runs" : "not started";
}

std::string bytesText(const PipeEndState& end) {
    std::string text = end.inFlight.empty() ? "nothing under way" : "under way " + listed(end.inFlight);
    text += counted(end.bytesInFlight, "B") + counted(end.bytesTaken, "B of the first have arrived");
    return text + ", open in " + std::to_string(end.openIn.size()) +
           (end.openIn.size() == 1 ? " process" : " processes");
}

std::string socketText(const ObjectState& object) {
    return std::string(object.socket.isConnected ? "connected, " : "not connected, ") +
           (object.socket.hasShutDown ? "sends no more, " : "") +
           (object.socket.hasShutDownReceiving ? "receives no more, " : "") + bytesText(object.pipeEnd);
}

std::string listenerText(const SocketState& socket) {
    return std::string(socket.isListening ? "listens" : "does not listen") +
           counted(static_cast<std::int64_t>(socket.waiting.size()), "connections wait") +
           counted(socket.accepted, "accepted");
}

std::string inboxText(const ObjectState& inbox) {
    const char* name = sigabbrev_np(static_cast<int>(inbox.queue.capacity.value_or(0)));
    return (name ? std::string("SIG") + name : "its signal") +
           (inbox.flag.isSet ? " is pending" : " is not pending");
}

std::string managerText(const ManagerState& manager) {
    return std::string(manager.isStopping        ? "stops"
                       : manager.server.isNone() ? "not started"
                                                 : "serves") +
           counted(manager.connecting, "connections wait");
}

std::string managedText(const ManagedState& managed) {
    std::vector<std::string> parts;
    for (const auto& [key, value] : managed.entries)
        if (parts.size() < mostShown)
            parts.push_back(shownText(key) + ": " + shownText(value));
    for (const std::string& item : managed.items)
        if (parts.size() < mostShown)
            parts.push_back(shownText(item));
    const std::size_t all = managed.entries.size() + managed.items.size();
    return all == 0 ? shownText(managed.value) : listed(parts, all);
}

std::string sharedText(const SharedState& shared) {
    if (!shared.isKnown)
        return "is not known";
    return "is " + (shared.text.empty() ? std::to_string(shared.value) : shownText(shared.text));
}

}  // namespace

std::string listed(const std::vector<std::string>& parts) {
    return listed(parts, parts.size());
}

std::string stateText(const ObjectState& object, ShownNames& names) {
    switch (object.kind) {
    case ObjectKind::queue:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::processQueue:
    case ObjectKind::threadPool:
        return queueText(object.queue);
    case ObjectKind::udpSocket:
    case ObjectKind::datagramSocket:
        return "holds " + listed(object.queue.items) + counted(object.socket.dropped, "lost");
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
        return ownerText(object.mutex, names);
    case ObjectKind::managedLock:
        return object.managed.owner.isNone() ? "free" : "held by " + names.of(object.managed.owner);
    case ObjectKind::readWriteLock:
        return readersText(object, names);
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
        return semaphoreText(object.semaphore, names);
    case ObjectKind::condition:
        return conditionText(object.condition, names);
    case ObjectKind::eventFlag:
    case ObjectKind::future:
        return object.flag.isSet ? "set" : "not set";
    case ObjectKind::timer:
        return object.flag.isSet ? "cancelled" : "not cancelled";
    case ObjectKind::signalInbox:
        return inboxText(object);
    case ObjectKind::barrier:
        return barrierText(object);
    case ObjectKind::shared:
    case ObjectKind::sharedValue:
        return sharedText(object.shared);
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
        return memoryText(object.memory);
    case ObjectKind::pipeEnd:
    case ObjectKind::byteEnd:
        return bytesText(object.pipeEnd);
    case ObjectKind::socket:
        return socketText(object);
    case ObjectKind::listener:
        return listenerText(object.socket);
    case ObjectKind::process:
    case ObjectKind::thread:
        return handleText(object.handle);
    case ObjectKind::manager:
        return managerText(object.manager);
    case ObjectKind::managedDict:
    case ObjectKind::managedList:
    case ObjectKind::managedValue:
    case ObjectKind::managedNamespace:
    case ObjectKind::managedQueue:
        return managedText(object.managed);
    case ObjectKind::none:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::custom:
        return "";
    }
    return "";
}

}  // namespace heddle
