// SPDX-License-Identifier: MIT
// What can be done, how far it got, and what came of it. Closed enums: a new operation breaks the build
// wherever it must be told. Numbers go into files and between processes: append, never renumber.
#pragma once

#include "core/event/ObjectKind.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace heddle {

enum class Op : std::uint8_t {
    none = 0,
    // clang-format off
    processStart, processBegin, processEnd, processJoin, processTerminate, processKill,
    threadStart, threadBegin, threadEnd, threadJoin,
    // clang-format on
    queuePut,
    queueGet,
    queueTaskDone,
    queueJoin,
    queueClose,
    mutexAcquire,
    mutexRelease,
    conditionWait,
    conditionNotify,
    conditionNotifyAll,
    sharedLoad,
    sharedStore,
    sleep,
    print,
    pipeSend,
    pipeRecv,
    pipePoll,
    pipeClose,
    ringWait,     // library depth: a full ring made its worker wait until it was drained
    divergence,   // the world's model and the try disagreed; recorded, shown, never waited on
    custom,       // an operation that another language named itself
    queueTake,    // library depth: a feeder takes from its process's buffer
    queueFlush,   // waits until a process's buffer was written; at the end of a process at library depth
    roomAcquire,  // library depth: the semaphore that bounds a queue between processes
    roomRelease,
    pipeWrite,  // system depth: a burst of bytes into a kernel pipe, or out of it
    pipeRead,
    // clang-format off
    semaphoreAcquire, semaphoreRelease,
    eventSet, eventClear, eventIsSet, eventWait,
    barrierWait, barrierAbort, barrierReset,
    rwlockAcquireRead, rwlockAcquireWrite, rwlockReleaseRead, rwlockReleaseWrite,
    sharedCompareExchange, sharedFetchAdd,
    poolSubmit, poolTake, poolShutdown, futureSet, futureGet,
    timerStart, timerWait, timerCancel,
    tcpListen,  // bind and listen
    tcpAccept, tcpConnect, tcpSend, tcpSendAll, tcpRecv, tcpShutdown, tcpClose, tcpSetOption,
    streamPart,  // library depth, by the collector: a receive took a part of a message, but not its last byte
    streamWhole,  // library depth, by the collector: a receive took the last byte of one more message
    arrayLoad, arrayStore, memoryRead, memoryWrite,
    signalSend, signalTake, signalClose,
    managerMake,  // and, at library depth, what is between a manager's clients and its process
    managerConnect, managerAccept, managerStop, requestSend, requestRecv, replySend, replyRecv,
    // On a manager's objects: at program depth by a client, at library depth by the thread that serves it.
    dictSet, dictGet, dictRemove, dictSize, dictKeys, dictItems,
    listAppend, listGet, listSet, listSize,
    valueGet, valueSet, namespaceGet, namespaceSet,
    lockAcquire, lockRelease, lockAbandon, managedPut, managedGet,
    unixListen, unixAccept, unixConnect, unixSend, unixSendAll, unixRecv, unixShutdown, unixClose,
    bytesWrite, bytesWriteAll, bytesRead, bytesClose,  // of a raw pipe
    datagramBind, datagramConnect, datagramSend, datagramRecv, datagramClose, datagramSetOption,
    datagramQueued,  // library depth, by the collector: a datagram that was sent lies at its receiver
    // clang-format on
    last = datagramQueued
};
inline constexpr std::size_t opCount = static_cast<std::size_t>(Op::last) + 1;

enum class Phase : std::uint8_t { called, waits, done, failed };
enum class Outcome : std::uint8_t {
    ok,
    empty,
    full,
    timeout,
    closed,
    eof,
    refused,
    broken,
    killed,
    invalid,
    error
};
enum class Depth : std::uint8_t { program, library, system };

// "queue.put": the name used in files, filters and tables.
std::string_view nameOf(Op);
std::string_view nameOf(Phase);
std::string_view nameOf(Outcome);
std::string_view nameOf(Depth);
std::optional<Op> opNamed(std::string_view name);

// The part after the dot: "put". What a lane or a row shows beside its object.
std::string_view verbOf(Op);

// What the operation moves when it is done: a message towards its object, or away from it.
bool sendsMessage(Op);
bool receivesMessage(Op);
constexpr bool isOfDatagram(Op op) {
    return op >= Op::datagramBind && op <= Op::datagramQueued;
}
bool handsOverConnection(Op);  // of these: connect and accept, whose message is the connection itself

constexpr bool isManaged(Op op) {  // done to an object of a manager
    return op >= Op::dictSet && op <= Op::managedGet;
}

}  // namespace heddle
