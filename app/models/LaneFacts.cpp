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
        return WaitKind::lock;
    case Op::sleep:
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
        return WaitKind::message;
    }
    return WaitKind::none;
}

void DepthCurve::append(Point point) {
    if (!m_points.empty() && m_points.back().depth == point.depth)
        return;
    m_points.push_back(point);
    m_tree.append(point.depth);
    m_greatest = std::max(m_greatest, point.depth);
}

std::int64_t DepthCurve::greatestIn(std::size_t from, std::size_t to) const {
    return m_tree.greatestIn(from, to).value_or(0);
}

}  // namespace heddle
