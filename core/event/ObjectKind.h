// SPDX-License-Identifier: MIT
// What operations are done to, and by whom. Numbers go into files and between processes: append, never
// renumber.
#pragma once

#include <cstdint>
#include <string_view>

namespace heddle {

enum class ObjectKind : std::uint8_t {
    none = 0,
    process,
    thread,
    queue,
    mutex,
    condition,
    shared,
    pipeEnd,
    clock,
    output,
    custom,
    processQueue,
    // clang-format off
    semaphore, boundedSemaphore, eventFlag, barrier, recursiveMutex, readWriteLock,
    lifoQueue, priorityQueue, threadPool, future, timer,
    // clang-format on
    listener,
    socket,  // one end of a connection
    // clang-format off
    processMutex, robustMutex, sharedValue, sharedArray, sharedMemory, signalInbox,
    manager, managedDict, managedList, managedValue, managedNamespace, managedLock, managedQueue,
    byteEnd,                    // of a raw pipe
    udpSocket, datagramSocket,  // the latter of Unix
    // clang-format on
    last = datagramSocket
};
enum class WorkerKind : std::uint8_t { process, thread };

// Holds one value, and can be loaded and stored.
constexpr bool isVariable(ObjectKind kind) {
    return kind == ObjectKind::shared || kind == ObjectKind::sharedValue;
}

std::string_view nameOf(ObjectKind);
std::string_view nameOf(WorkerKind);

}  // namespace heddle
