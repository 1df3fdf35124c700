// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>

namespace heddle {

void WorldFold::foldPut(ObjectState& object) {
    QueueState& queue = object.queue;
    expect(!queue.isClosed);
    expect(!queue.capacity || static_cast<std::int64_t>(queue.items.size()) < *queue.capacity);
    const bool isSentinel = (m_event.flags & Event::isSentinel) != 0;
    std::size_t place = queue.items.size();
    if (object.kind == ObjectKind::lifoQueue)
        place = 0;
    else if (object.kind == ObjectKind::priorityQueue)  // which tells its place
        place = static_cast<std::size_t>(
            std::clamp<std::int64_t>(m_event.value, 0, static_cast<std::int64_t>(place)));
    queue.items.join({m_event.message, m_event.value, m_event.worker, std::string(m_text), isSentinel},
                     place);
    queue.unfinished += m_event.op == Op::queuePut ? 1 : 0;
    object.flag.isSet |= m_event.op == Op::futureSet;
    if (object.kind == ObjectKind::processQueue)
        ++sideOf(object).buffered;
}

void WorldFold::foldGet(ObjectState& object) {
    if (object.kind == ObjectKind::processQueue)
        return foldProcessGet(object);
    if (m_event.phase != Phase::done)
        return;
    MessageLine& items = object.queue.items;
    WorkerId& taker = object.queue.taker;
    object.queue.hasManyTakers |= !taker.isNone() && taker != m_event.worker;
    taker = m_event.worker;
    if (items.empty())
        return contradict();
    const bool isFirst = m_event.message.isNone() || items.front().message == m_event.message;
    expect(isFirst);
    const auto taken = isFirst ? items.begin() : items.find(m_event.message);
    if (taken != items.end())
        items.leave(taken);
}

void WorldFold::foldTaskDone(ObjectState& object) {
    const std::int64_t told = std::clamp<std::int64_t>(m_event.value, 0, std::int64_t{1} << 53);
    expect(object.queue.unfinished == told + 1);
    object.queue.unfinished = told;
}

void WorldFold::foldQueueJoin(ObjectState& object) {
    expect(object.queue.unfinished == 0);
}

// Between processes each closes for itself.
void WorldFold::foldQueueClose(ObjectState& object) {
    if (object.kind == ObjectKind::processQueue)
        sideOf(object).isClosed = true;
    else
        object.queue.isClosed = true;
}

}  // namespace heddle
