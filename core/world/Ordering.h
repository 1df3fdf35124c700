// SPDX-License-Identifier: MIT
// The part that a finished operation plays in what happened before what.
#pragma once

#include "core/event/Op.h"

#include <cstdint>

namespace heddle {

// Flags. An object passes what was given to it on to whoever takes, in two directions.
enum Passing : std::uint8_t {
    passesNothing = 0,
    takesForth = 1,  // learns what was given forth
    givesForth = 2,
    takesBack = 4,
    givesBack = 8,
    takesOutside = 16,  // of ends and closes, which belong to no one object
    givesOutside = 32,
    onlyIfBounded = 64,  // its back part
};

constexpr int passingOf(Op op) {
    switch (op) {
    // clang-format off
    case Op::processStart: case Op::threadStart: case Op::mutexRelease: case Op::conditionNotify:
    case Op::conditionNotifyAll: case Op::semaphoreRelease: case Op::eventSet: case Op::barrierAbort:
    case Op::barrierReset: case Op::rwlockReleaseWrite: case Op::timerStart: case Op::timerCancel:
    case Op::poolShutdown: case Op::poolSubmit: case Op::futureSet: case Op::queueClose: case Op::sharedStore:
    case Op::pipeSend: case Op::tcpSend: case Op::tcpSendAll: case Op::unixSend: case Op::unixSendAll:
    case Op::bytesWrite: case Op::bytesWriteAll: case Op::datagramSend: case Op::requestSend:
    case Op::replySend: case Op::pipeWrite:
        return givesForth;
    case Op::processBegin: case Op::threadBegin: case Op::threadJoin: case Op::processJoin: case Op::mutexAcquire:
    case Op::conditionWait: case Op::semaphoreAcquire: case Op::eventIsSet: case Op::eventWait:
    case Op::rwlockAcquireRead: case Op::timerWait: case Op::poolTake: case Op::futureGet: case Op::pipeRecv:
    case Op::tcpRecv: case Op::unixRecv: case Op::bytesRead: case Op::datagramRecv: case Op::requestRecv:
    case Op::replyRecv: case Op::pipeRead: case Op::queueTake: case Op::tcpAccept: case Op::unixAccept:
    case Op::streamPart: case Op::streamWhole:
        return takesForth;
    case Op::queuePut:
        return givesForth | takesBack | onlyIfBounded;
    case Op::queueGet:
        return takesForth | givesBack | onlyIfBounded;
    case Op::queueTaskDone: case Op::rwlockReleaseRead: case Op::roomRelease:
        return givesBack;
    case Op::queueJoin: case Op::roomAcquire:
        return takesBack;
    case Op::rwlockAcquireWrite:
        return takesForth | takesBack;
    case Op::barrierWait: case Op::sharedCompareExchange: case Op::sharedFetchAdd: case Op::dictSet:
    case Op::dictGet: case Op::dictRemove: case Op::dictSize: case Op::dictKeys: case Op::dictItems:
    case Op::listAppend: case Op::listGet: case Op::listSet: case Op::listSize: case Op::valueGet:
    case Op::valueSet: case Op::namespaceGet: case Op::namespaceSet: case Op::lockAcquire: case Op::lockRelease:
    case Op::lockAbandon: case Op::managedPut: case Op::managedGet:
        return takesForth | givesForth;
    case Op::processEnd: case Op::threadEnd: case Op::pipeClose: case Op::tcpClose: case Op::tcpShutdown:
    case Op::unixClose: case Op::unixShutdown: case Op::bytesClose: case Op::datagramClose:
        return givesForth | givesOutside;
    case Op::tcpListen: case Op::unixListen: case Op::datagramBind: case Op::signalSend: case Op::managerMake:
    case Op::managerConnect: case Op::managerStop: case Op::processTerminate: case Op::processKill:
        return givesOutside;
    case Op::tcpConnect: case Op::unixConnect:
        return givesForth | takesOutside;
    case Op::signalTake: case Op::managerAccept:
        return takesOutside;
    case Op::none: case Op::sharedLoad: case Op::eventClear: case Op::sleep: case Op::print: case Op::pipePoll:
    case Op::ringWait: case Op::divergence: case Op::custom: case Op::queueFlush: case Op::tcpSetOption:
    case Op::arrayLoad: case Op::arrayStore: case Op::memoryRead: case Op::memoryWrite: case Op::signalClose:
    case Op::datagramConnect: case Op::datagramSetOption: case Op::datagramQueued:
        return passesNothing;
        // clang-format on
    }
    return passesNothing;
}

}  // namespace heddle
