// SPDX-License-Identifier: MIT
#include "core/event/ObjectKind.h"

namespace heddle {

std::string_view nameOf(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::none:
        return "none";
    case ObjectKind::process:
        return "process";
    case ObjectKind::thread:
        return "thread";
    case ObjectKind::queue:
        return "queue";
    case ObjectKind::mutex:
        return "mutex";
    case ObjectKind::condition:
        return "condition";
    case ObjectKind::semaphore:
        return "semaphore";
    case ObjectKind::boundedSemaphore:
        return "bounded-semaphore";
    case ObjectKind::eventFlag:
        return "event";
    case ObjectKind::barrier:
        return "barrier";
    case ObjectKind::recursiveMutex:
        return "recursive-mutex";
    case ObjectKind::readWriteLock:
        return "rwlock";
    case ObjectKind::lifoQueue:
        return "lifo-queue";
    case ObjectKind::priorityQueue:
        return "priority-queue";
    case ObjectKind::threadPool:
        return "pool";
    case ObjectKind::future:
        return "future";
    case ObjectKind::timer:
        return "timer";
    case ObjectKind::shared:
        return "shared";
    case ObjectKind::pipeEnd:
        return "pipe";
    case ObjectKind::clock:
        return "clock";
    case ObjectKind::output:
        return "output";
    case ObjectKind::custom:
        return "custom";
    case ObjectKind::processQueue:
        return "process_queue";
    case ObjectKind::listener:
        return "listener";
    case ObjectKind::socket:
        return "socket";
    case ObjectKind::processMutex:
        return "process-mutex";
    case ObjectKind::robustMutex:
        return "robust-mutex";
    case ObjectKind::sharedValue:
        return "shared-value";
    case ObjectKind::sharedArray:
        return "shared-array";
    case ObjectKind::sharedMemory:
        return "shared-memory";
    case ObjectKind::signalInbox:
        return "signals";
    case ObjectKind::manager:
        return "manager";
    case ObjectKind::managedDict:
        return "dict";
    case ObjectKind::managedList:
        return "list";
    case ObjectKind::managedValue:
        return "value";
    case ObjectKind::managedNamespace:
        return "namespace";
    case ObjectKind::managedLock:
        return "lock";
    case ObjectKind::managedQueue:
        return "managed_queue";
    case ObjectKind::byteEnd:
        return "bytes";
    case ObjectKind::udpSocket:
        return "udp";
    case ObjectKind::datagramSocket:
        return "datagram";
    }
    return "unknown";
}

std::string_view nameOf(WorkerKind kind) {
    return kind == WorkerKind::process ? "process" : "thread";
}

}  // namespace heddle
