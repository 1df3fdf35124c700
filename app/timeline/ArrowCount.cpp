// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ArrowCount.h"

#include "app/timeline/MessageGeometry.h"
#include "app/timeline/RequestGeometry.h"

namespace heddle {

ArrowCount::ArrowCount(const TimelineScope& scope)
    : m_scope(scope), m_from(scope.eventsBy(scope.axis.from)), m_to(scope.eventsBy(scope.axis.to)),
      m_drawn(scope.model.lanes().size()) {
    countDrawn();
}

void ArrowCount::countDrawn() {
    const MessageFacts &messages = m_scope.model.messages(), &requests = m_scope.model.requests();
    for (const std::size_t number : shownArrows(m_scope).messages)
        if (hasBothEnds(messages.all()[number], m_scope))
            countDrawn(messages, number);
    for (const std::size_t number : shownRequests(m_scope).messages)
        if (requestWayOf(requests.all()[number], m_scope))
            countDrawn(requests, number);
}

// As MessageFacts::endsIn() counts them.
void ArrowCount::countDrawn(const MessageFacts& messages, std::size_t number) {
    const Message& message = messages.all()[number];
    const bool isRequest = &messages == &m_scope.model.requests();
    const auto count = [&](std::size_t event, std::size_t lane, bool isAtManager) {
        if (event < m_from || event >= m_to)
            return;
        ++m_drawn[lane];
        if (isAtManager)
            ++m_drawn[message.through];
    };
    count(message.sent, message.from, message.isReply);
    if (message.isReceived())
        count(message.received, message.to, isRequest && !message.isReply);
}

std::size_t ArrowCount::leftOut(std::size_t lane) const {
    const LaneKind kind = m_scope.model.lanes()[lane].kind;
    // To whoever looks deeper, what is asked of a manager goes to the thread that serves it.
    const bool isEnd =
        kind == LaneKind::worker || (kind == LaneKind::manager && m_scope.choice.depth() == Depth::program);
    if (!isEnd)
        return 0;
    const std::size_t all = m_scope.model.messages().endsIn(lane, m_from, m_to) +
                            m_scope.model.requests().endsIn(lane, m_from, m_to);
    return all > m_drawn[lane] ? all - m_drawn[lane] : 0;
}

std::size_t ArrowCount::leftOut(const TimelineRow& row) const {
    if (row.lane)
        return leftOut(*row.lane);
    std::size_t count = 0;
    for (const std::size_t lane : m_scope.rows.foldedIn(row))
        count += leftOut(lane);
    return count;
}

}  // namespace heddle
