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

template <class... Parts>
std::string tr(const char* words, const Parts&... parts) {
    const QString translated = QCoreApplication::translate("heddle::StateText", words);
    if constexpr (sizeof...(parts) == 0)
        return translated.toStdString();
    else
        return translated.arg(QString::fromStdString(parts)...).toStdString();
}

std::string listed(const std::vector<std::string>& parts, std::size_t all) {
    std::string words;
    for (const std::string& part : parts)
        words += (words.empty() ? "" : ", ") + part;
    const std::size_t more = all - parts.size();
    return "[" + (more == 0 ? words : tr("%1, and %2 more", words, std::to_string(more))) + "]";
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
    return heddle::listed(parts);
}

// `words` with the number in its place; "" where there are none.
std::string counted(std::int64_t count, const std::string& words) {
    return count == 0 ? "" : ", " + QString::fromStdString(words).arg(count).toStdString();
}

std::string plural(const char* one, const char* many, std::size_t count) {
    return heddle::plural("heddle::StateText", one, many, count).toStdString();
}

std::string waitingConnections(std::int64_t count) {
    return count == 0 ? ""
                      : ", " + plural(QT_TRANSLATE_NOOP("heddle::StateText", "1 connection waits"),
                                      QT_TRANSLATE_NOOP("heddle::StateText", "%n connections wait"),
                                      static_cast<std::size_t>(count));
}

std::string ownerText(const MutexState& mutex, ShownNames& names) {
    if (mutex.owner.isNone())
        return tr("free");
    const std::string owner = names.of(mutex.owner);
    const QString times = QCoreApplication::translate("heddle::StateText", "held by %1, %n times", nullptr,
                                                      static_cast<int>(mutex.depth));
    return mutex.depth > 1 ? times.arg(QString::fromStdString(owner)).toStdString() : tr("held by %1", owner);
}

std::string queueText(const QueueState& queue) {
    const std::string size = std::to_string(queue.items.size());
    const std::string holds =
        queue.capacity ? tr("holds %1 of %2", size, std::to_string(*queue.capacity)) : tr("holds %1", size);
    std::int64_t buffered = 0;
    for (const auto& [process, side] : queue.feed.sides)
        buffered += side.buffered + side.inHand;
    return holds + (queue.items.empty() ? "" : " " + listed(queue.items)) +
           counted(buffered, tr("%1 of them not yet in its pipe")) +
           counted(queue.unfinished, tr("%1 unfinished")) + (queue.isClosed ? ", " + tr("closed") : "");
}

std::string readersText(const ObjectState& lock, ShownNames& names) {
    const std::string who = lock.readers.reading.empty()
                                ? ownerText(lock.mutex, names)
                                : tr("read by %1", listed(lock.readers.reading, names));
    return who + (lock.readers.toWrite.empty()
                      ? ""
                      : "; " + tr("to write: %1", listed(lock.readers.toWrite, names)));
}

std::string semaphoreText(const SemaphoreState& semaphore, ShownNames& names) {
    return tr("%1 left", std::to_string(semaphore.value)) +
           (semaphore.holder.isNone() ? "" : ", " + tr("acquired last by %1", names.of(semaphore.holder)));
}

std::string conditionText(const ConditionState& condition, ShownNames& names) {
    std::string text =
        condition.mutex.isNone() ? tr("nobody has waited") : tr("of %1", names.of(condition.mutex));
    if (!condition.sleepers.empty())
        text += "; " + tr("asleep: %1", listed(condition.sleepers, names));
    if (!condition.notified.empty())
        text += "; " + tr("notified: %1", listed(condition.notified, names));
    return text;
}

std::string barrierText(const ObjectState& object) {
    return tr("%1 of %2 arrived", std::to_string(object.arrived()), std::to_string(object.barrier.parties)) +
           (object.barrier.isBroken ? ", " + tr("broken") : "");
}

std::string memoryText(const MemoryState& memory) {
    std::vector<std::string> parts;
    for (const auto& [place, content] : memory.places)
        if (parts.size() < mostShown)
            parts.push_back(std::to_string(place) + ": " + shownText(content));
    return parts.empty() ? tr("nothing was written") : tr("holds %1", listed(parts, memory.places.size()));
}

std::string handleText(const HandleState& handle) {
    if (handle.hasEnded)
        return tr(handle.isJoined ? QT_TRANSLATE_NOOP("heddle::StateText", "has ended with %1, joined")
                                  : QT_TRANSLATE_NOOP("heddle::StateText", "has ended with %1, not joined"),
                  std::to_string(handle.exitCode));
    return handle.hasStarted || !handle.worker.isNone() ? tr("runs") : tr("not started");
}

std::string bytesText(const PipeEndState& end) {
    std::string text =
        end.inFlight.empty() ? tr("nothing under way") : tr("under way %1", listed(end.inFlight));
    text += counted(end.bytesInFlight, tr("%1 B")) +
            counted(end.bytesTaken, tr("%1 B of the first have arrived"));
    return text + ", " +
           plural(QT_TRANSLATE_NOOP("heddle::StateText", "open in 1 process"),
                  QT_TRANSLATE_NOOP("heddle::StateText", "open in %n processes"), end.openIn.size());
}

std::string socketText(const ObjectState& object) {
    const SocketState& socket = object.socket;
    return (socket.isConnected ? tr("connected") : tr("not connected")) + ", " +
           (socket.hasShutDown ? tr("sends no more") + ", " : "") +
           (socket.hasShutDownReceiving ? tr("receives no more") + ", " : "") + bytesText(object.pipeEnd);
}

std::string listenerText(const SocketState& socket) {
    return (socket.isListening ? tr("listens") : tr("does not listen")) +
           waitingConnections(static_cast<std::int64_t>(socket.waiting.size())) +
           counted(socket.accepted, tr("%1 accepted"));
}

std::string inboxText(const ObjectState& inbox) {
    const char* name = sigabbrev_np(static_cast<int>(inbox.queue.capacity.value_or(0)));
    const std::string signal = name ? std::string("SIG") + name : tr("its signal");
    return inbox.flag.isSet ? tr("%1 is pending", signal) : tr("%1 is not pending", signal);
}

std::string managerText(const ManagerState& manager) {
    const std::string does = manager.isStopping        ? tr("stops")
                             : manager.server.isNone() ? tr("not started")
                                                       : tr("serves");
    return does + waitingConnections(manager.connecting);
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
        return tr("is not known");
    return tr("is %1", shared.text.empty() ? std::to_string(shared.value) : shownText(shared.text));
}

}  // namespace

std::string listed(const std::vector<std::string>& parts) {
    const auto shown = static_cast<std::ptrdiff_t>(std::min(parts.size(), mostShown));
    return listed({parts.begin(), parts.begin() + shown}, parts.size());
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
        return tr("holds %1", listed(object.queue.items)) + counted(object.socket.dropped, tr("%1 lost"));
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
        return ownerText(object.mutex, names);
    case ObjectKind::managedLock:
        return object.managed.owner.isNone() ? tr("free") : tr("held by %1", names.of(object.managed.owner));
    case ObjectKind::readWriteLock:
        return readersText(object, names);
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
        return semaphoreText(object.semaphore, names);
    case ObjectKind::condition:
        return conditionText(object.condition, names);
    case ObjectKind::eventFlag:
    case ObjectKind::future:
        return object.flag.isSet ? tr("set") : tr("not set");
    case ObjectKind::timer:
        return object.flag.isSet ? tr("cancelled") : tr("not cancelled");
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
