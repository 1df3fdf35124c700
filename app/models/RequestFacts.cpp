// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace tells of the requests to a manager. They are told at library depth, as parts of steps, and
// seen at program depth: it is the program that asks.
#include "app/models/TraceModel.h"

namespace heddle {

namespace {

constexpr std::int64_t withinNextStep = 1;

bool isWorkersEnd(Op op) {
    return op == Op::threadEnd || op == Op::processEnd;
}

}  // namespace

// From the request to the reply, or to the end of one of the two.
void TraceModel::readAsking(const Event& event) {
    const bool isEnd = isWorkersEnd(event.op);
    if (event.op == Op::requestSend && event.phase == Phase::done) {
        const std::size_t lane = objectLane(event.object);
        if (m_asks.try_emplace(event.worker, lane).second)
            addDepth(lane, 1, event.end, withinNextStep);
    } else if ((event.op == Op::replyRecv || isEnd) && !m_asks.empty()) {
        const auto asks = m_asks.find(event.worker);
        if (asks == m_asks.end())
            return;
        addDepth(asks->second, -1, event.end, isEnd && event.isStep() ? 0 : withinNextStep);
        m_asks.erase(asks);
    }
}

void TraceModel::readRequest(std::size_t index, const Event& event) {
    if (event.message.isNone() || event.object.isNone())
        return;
    const bool isRequest = event.op == Op::requestSend, isReply = event.op == Op::replySend;
    const auto lane = static_cast<std::uint32_t>(workerLane(event.worker));
    const std::int64_t step = m_steps + withinNextStep;
    if (isRequest || isReply) {
        Message message;
        message.id = event.message;
        message.sent = index;
        message.sentStep = step;
        message.sentNs = event.end;
        message.from = message.to = lane;
        if (const auto served = m_serves.find(event.worker); isReply && served != m_serves.end())
            message.to = served->second;
        message.through = static_cast<std::uint32_t>(objectLane(event.object));
        message.isReply = isReply;
        m_requests.send(message);
    } else if (event.op == Op::requestRecv || event.op == Op::replyRecv) {
        const auto received = m_requests.receive(event.message, index, step, event.end, lane);
        if (received && !received->isReply)
            m_serves.insert_or_assign(event.worker, received->from);
    }
}

}  // namespace heddle
