// SPDX-License-Identifier: MIT
#include "core/collect/Datagrams.h"

namespace heddle {

ObjectId Datagrams::socketAt(std::uint32_t mark) const {
    if ((mark & inRing::pairMark) != 0 && mark < 2 * inRing::pairMark)
        return {mark & (inRing::pairMark - 1)};
    const auto found = m_sockets.find(mark);
    return found == m_sockets.end() ? ObjectId{} : found->second;
}

MessageId Datagrams::receive(MessageId name) {
    const auto found = m_sent.find(name);
    if (found == m_sent.end())
        return {};
    const MessageId message{found->second.front()};
    found->second.pop_front();
    if (found->second.empty())
        m_sent.erase(found);
    return message;
}

Event queuedBy(const Event& send, ObjectId receiver) {
    Event event = send;
    event.object = receiver;
    event.order = 0;
    event.operation = 0;
    event.parent = send.operation;
    event.op = Op::datagramQueued;
    event.phase = Phase::done;
    event.outcome = Outcome::ok;
    event.depth = Depth::library;
    event.flags = static_cast<std::uint8_t>((send.flags & Event::textWasCut) | Event::madeByCollector);
    return event;
}

}  // namespace heddle
