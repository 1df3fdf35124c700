// SPDX-License-Identifier: MIT
#include "core/event/ObjectKind.h"

#include <cstddef>
#include <iterator>

namespace heddle {
namespace {

struct KindName {
    ObjectKind kind;
    std::string_view name;
};

// In the order of ObjectKind; a new kind breaks the build below until it is named here.
constexpr KindName names[] = {
    {ObjectKind::none, "none"},
    {ObjectKind::process, "process"},
    {ObjectKind::thread, "thread"},
    {ObjectKind::queue, "queue"},
    {ObjectKind::mutex, "mutex"},
    {ObjectKind::condition, "condition"},
    {ObjectKind::shared, "shared"},
    {ObjectKind::pipeEnd, "pipe"},
    {ObjectKind::clock, "clock"},
    {ObjectKind::output, "output"},
    {ObjectKind::custom, "custom"},
    {ObjectKind::processQueue, "process_queue"},
    {ObjectKind::semaphore, "semaphore"},
    {ObjectKind::boundedSemaphore, "bounded-semaphore"},
    {ObjectKind::eventFlag, "event"},
    {ObjectKind::barrier, "barrier"},
    {ObjectKind::recursiveMutex, "recursive-mutex"},
    {ObjectKind::readWriteLock, "rwlock"},
    {ObjectKind::lifoQueue, "lifo-queue"},
    {ObjectKind::priorityQueue, "priority-queue"},
    {ObjectKind::threadPool, "pool"},
    {ObjectKind::future, "future"},
    {ObjectKind::timer, "timer"},
    {ObjectKind::listener, "listener"},
    {ObjectKind::socket, "socket"},
    {ObjectKind::processMutex, "process-mutex"},
    {ObjectKind::robustMutex, "robust-mutex"},
    {ObjectKind::sharedValue, "shared-value"},
    {ObjectKind::sharedArray, "shared-array"},
    {ObjectKind::sharedMemory, "shared-memory"},
    {ObjectKind::signalInbox, "signals"},
    {ObjectKind::manager, "manager"},
    {ObjectKind::managedDict, "dict"},
    {ObjectKind::managedList, "list"},
    {ObjectKind::managedValue, "value"},
    {ObjectKind::managedNamespace, "namespace"},
    {ObjectKind::managedLock, "lock"},
    {ObjectKind::managedQueue, "managed_queue"},
    {ObjectKind::byteEnd, "bytes"},
    {ObjectKind::udpSocket, "udp"},
    {ObjectKind::datagramSocket, "datagram"},
};

constexpr bool everyKindIsNamed() {
    if (std::size(names) != static_cast<std::size_t>(ObjectKind::last) + 1)
        return false;
    for (std::size_t i = 0; i < std::size(names); ++i)
        if (static_cast<std::size_t>(names[i].kind) != i)
            return false;
    return true;
}
static_assert(everyKindIsNamed());

}  // namespace

std::string_view nameOf(ObjectKind kind) {
    const auto place = static_cast<std::size_t>(kind);
    return place < std::size(names) ? names[place].name : "unknown";
}

std::string_view nameOf(WorkerKind kind) {
    return kind == WorkerKind::process ? "process" : "thread";
}

}  // namespace heddle
