// SPDX-License-Identifier: MIT
#include "core/event/ThingKind.h"

namespace heddle {

ThingKind thingKindOf(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::none:
    case ObjectKind::process:
    case ObjectKind::thread:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::manager:  // a frame around what it keeps
        return ThingKind::none;
    case ObjectKind::queue:
    case ObjectKind::processQueue:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::threadPool:
    case ObjectKind::future:
    case ObjectKind::udpSocket:
    case ObjectKind::datagramSocket:
        return ThingKind::queue;
    case ObjectKind::pipeEnd:
    case ObjectKind::byteEnd:
        return ThingKind::pipe;
    case ObjectKind::socket:
        return ThingKind::connection;
    case ObjectKind::listener:
        return ThingKind::listener;
    case ObjectKind::managedDict:
    case ObjectKind::managedList:
    case ObjectKind::managedValue:
    case ObjectKind::managedNamespace:
    case ObjectKind::managedLock:
    case ObjectKind::managedQueue:
        return ThingKind::managed;
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
        return ThingKind::lock;
    case ObjectKind::readWriteLock:
        return ThingKind::readWriteLock;
    case ObjectKind::condition:
        return ThingKind::condition;
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
        return ThingKind::semaphore;
    case ObjectKind::barrier:
        return ThingKind::barrier;
    case ObjectKind::eventFlag:
    case ObjectKind::timer:
    case ObjectKind::signalInbox:
        return ThingKind::flag;
    case ObjectKind::shared:
    case ObjectKind::sharedValue:
        return ThingKind::shared;
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
        return ThingKind::memory;
    case ObjectKind::custom:
        return ThingKind::other;
    }
    return ThingKind::none;
}

}  // namespace heddle
