// SPDX-License-Identifier: MIT
#include "core/event/OpMark.h"

namespace heddle {

std::string_view markOf(Op op) {
    switch (op) {
    case Op::none:
        return "";
    case Op::processStart:
    case Op::threadStart:
    case Op::timerStart:
        return "\u25B6";  // a triangle
    case Op::processBegin:
    case Op::threadBegin:
        return "\u25CF";  // a disc
    case Op::processEnd:
    case Op::threadEnd:
    case Op::managerStop:
        return "\u25A0";  // a square
    case Op::processJoin:
    case Op::threadJoin:
    case Op::queueJoin:
    case Op::queueFlush:
        return "\u21E4";  // an arrow to a bar
    case Op::processTerminate:
    case Op::processKill:
    case Op::barrierAbort:
    case Op::timerCancel:
        return "\u2717";  // a cross
    case Op::queuePut:
    case Op::pipeSend:
    case Op::poolSubmit:
    case Op::futureSet:
    case Op::tcpSend:
    case Op::tcpSendAll:
    case Op::unixSend:
    case Op::unixSendAll:
    case Op::bytesWrite:
    case Op::bytesWriteAll:
    case Op::datagramSend:
    case Op::pipeWrite:
    case Op::requestSend:
    case Op::replySend:
    case Op::listAppend:
    case Op::managedPut:
        return "+";
    case Op::queueGet:
    case Op::pipeRecv:
    case Op::poolTake:
    case Op::futureGet:
    case Op::tcpRecv:
    case Op::unixRecv:
    case Op::bytesRead:
    case Op::datagramRecv:
    case Op::streamPart:
    case Op::streamWhole:
    case Op::queueTake:
    case Op::pipeRead:
    case Op::requestRecv:
    case Op::replyRecv:
    case Op::managedGet:
        return "-";
    case Op::queueTaskDone:
        return "\u2713";  // a tick
    case Op::queueClose:
    case Op::pipeClose:
    case Op::poolShutdown:
    case Op::tcpClose:
    case Op::signalClose:
    case Op::unixClose:
    case Op::bytesClose:
    case Op::datagramClose:
    case Op::dictRemove:
    case Op::lockAbandon:
        return "\u00D7";
    case Op::mutexAcquire:
    case Op::semaphoreAcquire:
    case Op::roomAcquire:
    case Op::lockAcquire:
        return "\u2193";
    case Op::mutexRelease:
    case Op::semaphoreRelease:
    case Op::roomRelease:
    case Op::lockRelease:
        return "\u2191";
    case Op::conditionWait:
    case Op::eventWait:
    case Op::ringWait:
        return "\u2026";
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
    case Op::eventSet:
    case Op::signalSend:
    case Op::signalTake:
        return "!";
    case Op::sharedLoad:
    case Op::arrayLoad:
    case Op::memoryRead:
    case Op::dictGet:
    case Op::listGet:
    case Op::valueGet:
    case Op::namespaceGet:
        return "=";
    case Op::sharedStore:
    case Op::arrayStore:
    case Op::memoryWrite:
    case Op::dictSet:
    case Op::listSet:
    case Op::valueSet:
    case Op::namespaceSet:
        return ":=";
    case Op::sharedCompareExchange:
        return "\u225F";  // equal, with a question mark over it
    case Op::sharedFetchAdd:
        return "+=";
    case Op::dictSize:
    case Op::dictKeys:
    case Op::dictItems:
    case Op::listSize:
        return "#";
    case Op::barrierWait:
        return "\u2016";  // a double bar
    case Op::eventClear:
    case Op::barrierReset:
        return "\u21BA";
    case Op::rwlockAcquireRead:
        return "r\u2193";
    case Op::rwlockAcquireWrite:
        return "w\u2193";
    case Op::rwlockReleaseRead:
        return "r\u2191";
    case Op::rwlockReleaseWrite:
        return "w\u2191";
    case Op::sleep:
    case Op::timerWait:
        return "z";
    case Op::print:
        return "\u00BB";
    case Op::pipePoll:
    case Op::eventIsSet:
        return "?";
    case Op::divergence:
        return "\u2260";
    case Op::tcpListen:
    case Op::unixListen:
    case Op::datagramBind:
        return "\u25CE";  // a disc in a ring
    case Op::tcpConnect:
    case Op::unixConnect:
    case Op::datagramConnect:
    case Op::datagramQueued:
    case Op::managerConnect:
        return "\u2192";
    case Op::tcpAccept:
    case Op::unixAccept:
    case Op::managerAccept:
        return "\u2190";
    case Op::tcpShutdown:
    case Op::unixShutdown:
        return "\u2298";  // a circle with a bar
    case Op::tcpSetOption:
    case Op::datagramSetOption:
    case Op::custom:
    case Op::managerMake:
        return "*";
    }
    return "";
}

bool isReadByMark(Op op) {
    return sendsMessage(op) || receivesMessage(op) || readsOrWritesValue(op) || op == Op::queueTaskDone;
}

bool saysInWords(Op op) {
    return op == Op::print || op == Op::custom || isManaged(op);
}

bool readsOrWritesValue(Op op) {
    return op == Op::sharedLoad || op == Op::sharedStore || op == Op::arrayLoad || op == Op::arrayStore ||
           op == Op::memoryRead || op == Op::memoryWrite || op == Op::sharedCompareExchange ||
           op == Op::sharedFetchAdd;
}

}  // namespace heddle
