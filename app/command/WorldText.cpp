// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/WorldText.h"

#include "core/event/ShownText.h"

#include <vector>

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

std::string ownerText(const MutexState& mutex, ShownNames& names) {
    if (mutex.owner.isNone())
        return "free";
    return "held by " + names.of(mutex.owner) +
           (mutex.depth > 1 ? ", " + std::to_string(mutex.depth) + " times" : "");
}

std::string queueText(const QueueState& queue) {
    const std::string of = queue.capacity ? " of " + std::to_string(*queue.capacity) : "";
    return "holds " + std::to_string(queue.items.size()) + of + " " + listed(queue.items) +
           (queue.isClosed ? ", closed" : "");
}

std::string readersText(const ObjectState& lock, ShownNames& names) {
    std::vector<std::string> parts;
    for (const WorkerId reader : lock.readers.reading)
        parts.push_back(names.of(reader));
    return parts.empty() ? ownerText(lock.mutex, names) : "read by " + listed(parts, parts.size());
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
        return object.queue.items.empty() ? "" : listed(object.queue.items);
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
        return std::to_string(object.semaphore.value) + " left";
    case ObjectKind::eventFlag:
    case ObjectKind::future:
        return object.flag.isSet ? "set" : "not set";
    case ObjectKind::barrier:
        return std::to_string(object.arrived()) + " of " + std::to_string(object.barrier.parties) +
               " arrived";
    case ObjectKind::shared:
    case ObjectKind::sharedValue:
        if (!object.shared.isKnown)
            return "is not known";
        return "is " + (object.shared.text.empty() ? std::to_string(object.shared.value)
                                                   : shownText(object.shared.text));
    case ObjectKind::pipeEnd:
    case ObjectKind::socket:
    case ObjectKind::byteEnd:
        return object.pipeEnd.inFlight.empty() ? "" : "under way " + listed(object.pipeEnd.inFlight);
    case ObjectKind::listener:
        return object.socket.waiting.empty()
                   ? ""
                   : std::to_string(object.socket.waiting.size()) + " connections wait";
    case ObjectKind::managedDict:
    case ObjectKind::managedList:
    case ObjectKind::managedValue:
    case ObjectKind::managedNamespace:
    case ObjectKind::managedQueue:
        return managedText(object.managed);
    case ObjectKind::none:
    case ObjectKind::process:
    case ObjectKind::thread:
    case ObjectKind::condition:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::custom:
    case ObjectKind::timer:
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
    case ObjectKind::signalInbox:
    case ObjectKind::manager:
        return "";
    }
    return "";
}

}  // namespace

std::string objectText(const World& world, ObjectId id, ShownNames& names) {
    const ObjectState* object = world.object(id);
    if (object == nullptr)
        return "";
    std::string text = stateText(*object, names);
    std::vector<std::string> waiting;
    for (const WorkerId worker : object->line)
        waiting.push_back(names.of(worker));
    if (!waiting.empty())
        text += (text.empty() ? "" : "; ") + ("waiting: " + listed(waiting, waiting.size()));
    return text.empty() ? "" : names.of(id) + " (" + std::string(nameOf(object->kind)) + ") " + text;
}

std::string workerText(const World& world, WorkerId id, ShownNames& names) {
    const WorkerState* state = world.worker(id);
    if (state == nullptr)
        return "";
    const std::string on = state->object.isNone() ? "" : " of " + names.of(state->object);
    const std::string what = std::string(nameOf(state->op)) + on;
    switch (state->doing) {
    case Doing::notStarted:
        return "not started";
    case Doing::running:
        return "runs";
    case Doing::calls:
        return "stands before " + what;
    case Doing::waits:
        return "waits in " + what;
    case Doing::ended:
        return "ended";
    case Doing::died:
        return "died";
    }
    return "";
}

std::string worldText(const World& world, ShownNames& names) {
    std::string text;
    for (const WorkerId worker : world.workers())
        text += "  " + names.of(worker) + ": " + workerText(world, worker, names) + "\n";
    for (const ObjectId object : world.objects())
        if (const std::string line = objectText(world, object, names); !line.empty())
            text += "  " + line + "\n";
    return text;
}

}  // namespace heddle
