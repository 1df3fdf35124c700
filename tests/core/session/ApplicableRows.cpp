// SPDX-License-Identifier: MIT
#include "tests/core/session/ApplicableRows.h"

namespace heddle::test {
namespace {

constexpr unsigned goes = isDone;
constexpr unsigned mayFail = isDone | fails;
constexpr unsigned mayWait = isDone | waits | isKilled;
constexpr unsigned mayWaitOrFail = mayWait | fails;
constexpr unsigned everything = mayWait | fails | timesOut;

}  // namespace

unsigned applicable(Op op) {
    switch (op) {
    // clang-format off
    case Op::none: case Op::ringWait: case Op::divergence: case Op::queueTake: case Op::roomAcquire:
    case Op::roomRelease: case Op::pipeWrite: case Op::pipeRead: case Op::streamPart: case Op::streamWhole:
    case Op::managerConnect: case Op::managerAccept: case Op::requestSend: case Op::requestRecv:
    case Op::replySend: case Op::replyRecv: case Op::lockAbandon: case Op::datagramQueued:
    case Op::processBegin: case Op::threadBegin: case Op::custom:  // custom: another language's own: OfCTest
        return 0;
    case Op::queueClose: case Op::conditionNotify:
    case Op::conditionNotifyAll: case Op::sharedLoad: case Op::sharedStore: case Op::print: case Op::eventSet:
    case Op::eventClear: case Op::eventIsSet: case Op::barrierAbort: case Op::barrierReset:
    case Op::sharedFetchAdd: case Op::poolShutdown: case Op::futureSet: case Op::signalClose:
    case Op::managerMake: case Op::managerStop:
        return goes;
    case Op::processStart: case Op::processEnd: case Op::processTerminate: case Op::processKill:
    case Op::threadStart: case Op::threadEnd: case Op::queueTaskDone: case Op::mutexRelease:
    case Op::pipeClose: case Op::semaphoreRelease: case Op::rwlockReleaseRead: case Op::rwlockReleaseWrite:
    case Op::sharedCompareExchange: case Op::poolSubmit: case Op::timerStart: case Op::timerCancel:
    case Op::tcpListen: case Op::tcpShutdown: case Op::tcpClose: case Op::tcpSetOption: case Op::arrayLoad:
    case Op::arrayStore: case Op::memoryRead: case Op::memoryWrite: case Op::signalSend: case Op::dictSet:
    case Op::dictGet: case Op::dictRemove: case Op::dictSize: case Op::dictKeys: case Op::dictItems:
    case Op::listAppend: case Op::listGet: case Op::listSet: case Op::listSize: case Op::valueGet:
    case Op::valueSet: case Op::namespaceGet: case Op::namespaceSet: case Op::lockRelease:
    case Op::unixListen: case Op::unixShutdown: case Op::unixClose: case Op::bytesClose:
    case Op::datagramBind: case Op::datagramConnect: case Op::datagramClose: case Op::datagramSetOption:
        return mayFail;
    case Op::threadJoin: case Op::queueJoin: case Op::sleep: case Op::pipePoll:
        return mayWait;
    case Op::processJoin: case Op::pipeSend: case Op::queueFlush: case Op::poolTake: case Op::timerWait:
    case Op::tcpSend: case Op::tcpSendAll: case Op::unixSend: case Op::unixSendAll: case Op::bytesWrite:
    case Op::bytesWriteAll: case Op::datagramSend:
        return mayWaitOrFail;
    case Op::conditionWait: case Op::eventWait: case Op::futureGet:
        return mayWait | timesOut;
    case Op::queuePut: case Op::queueGet: case Op::mutexAcquire: case Op::pipeRecv:
    case Op::semaphoreAcquire: case Op::barrierWait: case Op::rwlockAcquireRead: case Op::rwlockAcquireWrite:
    case Op::tcpAccept: case Op::tcpConnect: case Op::tcpRecv: case Op::signalTake: case Op::unixAccept:
    case Op::unixConnect: case Op::unixRecv: case Op::bytesRead: case Op::datagramRecv:
        return everything;
    // Their client waits for a reply, at library depth.
    case Op::lockAcquire: case Op::managedPut: case Op::managedGet:
        return everything & ~waits;
        // clang-format on
    }
    return 0;
}

}  // namespace heddle::test
