// SPDX-License-Identifier: MIT
// The part that an operation plays in what must come before what.
#pragma once

#include "core/event/Event.h"

#include <array>

namespace heddle {

enum class Role : std::uint8_t { none, sends, receives, starts, begins, ends, joins, carries };

constexpr Role roleOf(Op op) {
    switch (op) {
    // clang-format off
    case Op::queuePut: case Op::pipeSend: case Op::poolSubmit: case Op::futureSet: case Op::tcpConnect:
    case Op::tcpSend: case Op::tcpSendAll: case Op::requestSend: case Op::replySend: case Op::unixConnect:
    case Op::unixSend: case Op::unixSendAll: case Op::bytesWrite: case Op::bytesWriteAll:
    case Op::datagramSend:
        return Role::sends;
    case Op::queueGet: case Op::pipeRecv: case Op::poolTake: case Op::futureGet: case Op::tcpAccept:
    case Op::tcpRecv: case Op::requestRecv: case Op::replyRecv: case Op::unixAccept: case Op::unixRecv:
    case Op::bytesRead: case Op::datagramRecv:
        return Role::receives;
    case Op::processStart: case Op::threadStart:
        return Role::starts;
    case Op::processBegin: case Op::threadBegin:
        return Role::begins;
    case Op::processEnd: case Op::threadEnd:
        return Role::ends;
    case Op::processJoin: case Op::threadJoin:
        return Role::joins;
    case Op::queueTake: case Op::pipeWrite: case Op::pipeRead:
        return Role::carries;  // on its way: the send and the receive are another's
    case Op::queueFlush: case Op::managerMake: case Op::managerConnect: case Op::managerAccept:
    case Op::managerStop: case Op::dictSet: case Op::dictGet: case Op::dictRemove: case Op::dictSize:
    case Op::dictKeys: case Op::dictItems: case Op::listAppend: case Op::listGet: case Op::listSet:
    case Op::listSize: case Op::valueGet: case Op::valueSet: case Op::namespaceGet: case Op::namespaceSet:
    case Op::lockAcquire: case Op::lockRelease: case Op::lockAbandon: case Op::managedPut:
    case Op::managedGet: case Op::roomAcquire: case Op::roomRelease: case Op::none: case Op::processTerminate:
    case Op::processKill: case Op::queueTaskDone: case Op::queueJoin: case Op::queueClose:
    case Op::mutexAcquire: case Op::mutexRelease: case Op::conditionWait: case Op::conditionNotify:
    case Op::conditionNotifyAll: case Op::sharedLoad: case Op::sharedStore: case Op::semaphoreAcquire:
    case Op::semaphoreRelease: case Op::eventSet: case Op::eventClear: case Op::eventIsSet:
    case Op::eventWait: case Op::barrierWait: case Op::barrierAbort: case Op::barrierReset:
    case Op::rwlockAcquireRead: case Op::rwlockAcquireWrite: case Op::rwlockReleaseRead:
    case Op::rwlockReleaseWrite: case Op::sharedCompareExchange: case Op::sharedFetchAdd:
    case Op::poolShutdown: case Op::timerStart: case Op::timerWait: case Op::timerCancel: case Op::sleep:
    case Op::print: case Op::pipePoll: case Op::pipeClose: case Op::ringWait: case Op::divergence:
    case Op::custom: case Op::tcpListen: case Op::tcpShutdown: case Op::tcpClose: case Op::tcpSetOption:
    case Op::streamPart: case Op::streamWhole: case Op::arrayLoad: case Op::arrayStore: case Op::memoryRead:
    case Op::memoryWrite: case Op::signalSend: case Op::signalTake: case Op::signalClose: case Op::unixListen:
    case Op::unixShutdown: case Op::unixClose: case Op::bytesClose: case Op::datagramBind:
    case Op::datagramConnect: case Op::datagramClose: case Op::datagramSetOption: case Op::datagramQueued:
        return Role::none;
        // clang-format on
    }
    return Role::none;
}

inline constexpr auto roles = [] {
    std::array<Role, opCount> table{};
    for (std::size_t i = 0; i < opCount; ++i)
        table[i] = roleOf(static_cast<Op>(i));
    return table;
}();

// What the event's operation has brought about; nothing yet while it is called or waits.
constexpr Role effectOf(const Event& event) {
    const Role role = roles[static_cast<std::size_t>(event.op)];
    if (event.phase == Phase::done) [[likely]]
        return role;
    if (event.phase != Phase::failed)
        return Role::none;
    const bool mayHaveHappened =
        event.outcome == Outcome::killed && (role == Role::sends || role == Role::starts);
    return role == Role::begins || role == Role::ends || mayHaveHappened ? role : Role::none;
}

}  // namespace heddle
