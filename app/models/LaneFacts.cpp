// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/LaneFacts.h"

#include <algorithm>

namespace heddle {

WaitKind waitKindOf(Op op) {
    switch (op) {
    case Op::mutexAcquire:
    case Op::mutexRelease:
    case Op::conditionWait:
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
    case Op::sharedLoad:
    case Op::sharedStore:
    case Op::lockAcquire:
    case Op::lockRelease:
    case Op::lockAbandon:
    case Op::roomAcquire:
    case Op::roomRelease:
    case Op::semaphoreAcquire:
    case Op::semaphoreRelease:
    case Op::eventSet:
    case Op::eventClear:
    case Op::eventIsSet:
    case Op::eventWait:
    case Op::barrierWait:
    case Op::barrierAbort:
    case Op::barrierReset:
    case Op::rwlockAcquireRead:
    case Op::rwlockAcquireWrite:
    case Op::rwlockReleaseRead:
    case Op::rwlockReleaseWrite:
    case Op::sharedCompareExchange:
    case Op::sharedFetchAdd:
    case Op::arrayLoad:
    case Op::arrayStore:
    case Op::memoryRead:
    case Op::memoryWrite:
        return WaitKind::lock;
    case Op::sleep:
    case Op::timerWait:
        return WaitKind::sleep;
    case Op::none:
    case Op::processStart:
    case Op::processBegin:
    case Op::processEnd:
    case Op::processJoin:
    case Op::processTerminate:
    case Op::processKill:
    case Op::threadStart:
    case Op::threadBegin:
    case Op::threadEnd:
    case Op::threadJoin:
    case Op::queuePut:
    case Op::queueGet:
    case Op::queueTaskDone:
    case Op::queueJoin:
    case Op::queueClose:
    case Op::poolSubmit:
    case Op::poolTake:
    case Op::poolShutdown:
    case Op::futureSet:
    case Op::futureGet:
    case Op::timerStart:
    case Op::timerCancel:
    case Op::print:
    case Op::pipeSend:
    case Op::pipeRecv:
    case Op::pipePoll:
    case Op::pipeClose:
    case Op::ringWait:
    case Op::divergence:
    case Op::custom:
    case Op::managerMake:
    case Op::managerConnect:
    case Op::managerAccept:
    case Op::managerStop:
    case Op::requestSend:
    case Op::requestRecv:
    case Op::replySend:
    case Op::replyRecv:
    case Op::dictSet:
    case Op::dictGet:
    case Op::dictRemove:
    case Op::dictSize:
    case Op::dictKeys:
    case Op::dictItems:
    case Op::listAppend:
    case Op::listGet:
    case Op::listSet:
    case Op::listSize:
    case Op::valueGet:
    case Op::valueSet:
    case Op::namespaceGet:
    case Op::namespaceSet:
    case Op::managedPut:
    case Op::managedGet:
    case Op::queueTake:
    case Op::queueFlush:
    case Op::pipeWrite:
    case Op::pipeRead:
    case Op::tcpListen:
    case Op::tcpAccept:
    case Op::tcpConnect:
    case Op::tcpSend:
    case Op::tcpSendAll:
    case Op::tcpRecv:
    case Op::tcpShutdown:
    case Op::tcpClose:
    case Op::tcpSetOption:
    case Op::streamPart:
    case Op::streamWhole:
    case Op::signalSend:
    case Op::signalTake:
    case Op::signalClose:
    case Op::unixListen:
    case Op::unixAccept:
    case Op::unixConnect:
    case Op::unixSend:
    case Op::unixSendAll:
    case Op::unixRecv:
    case Op::unixShutdown:
    case Op::unixClose:
    case Op::bytesWrite:
    case Op::bytesWriteAll:
    case Op::bytesRead:
    case Op::bytesClose:
    case Op::datagramBind:
    case Op::datagramConnect:
    case Op::datagramSend:
    case Op::datagramRecv:
    case Op::datagramClose:
    case Op::datagramSetOption:
    case Op::datagramQueued:
        return WaitKind::message;
    }
    return WaitKind::none;
}

void DepthCurve::append(Point point) {
    if (!m_points.empty() && m_points.back().depth == point.depth)
        return;
    m_points.push_back(point);
    m_tree.append(point.depth);
    m_bySteps.append({point.step, 0, 0});
    m_byTime.append({point.ns, 0, 0});
    m_greatest = std::max(m_greatest, point.depth);
}

void Lane::indexLastBar() {
    Bar& bar = bars.back();
    const WaitKind before = bars.size() > 1 ? bars[bars.size() - 2].lastWait : WaitKind::none;
    bar.lastWait = bar.hasWaited() ? waitKindOf(bar.op) : before;
    barsBySteps.append({bar.lastStep, bar.waitedSteps, static_cast<std::uint8_t>(bar.lastWait)});
    barsByTime.append({bar.endNs, bar.waitedNs, static_cast<std::uint8_t>(bar.lastWait)});
}

std::int64_t DepthCurve::greatestIn(std::size_t from, std::size_t to) const {
    return m_tree.greatestIn(from, to).value_or(0);
}

}  // namespace heddle
