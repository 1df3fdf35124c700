// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

namespace heddle {

void WorldFold::foldDatagram(ObjectState& object) {
    if (m_event.phase != Phase::done)
        return;
    if (m_event.op == Op::datagramQueued)
        foldArrival(object);
    else if (m_event.op == Op::datagramBind)
        object.socket.isListening = true;
    else if (m_event.op == Op::datagramRecv)
        foldReceiveDatagram(object);
    else if (m_event.op == Op::datagramClose)
        foldClose(object);
}

// It lies at its receiver, as far as can be known: a full socket drops what comes, and nobody is told.
void WorldFold::foldArrival(ObjectState& receiver) {
    receiver.queue.items.join({m_event.message, m_event.value, m_event.worker, std::string(m_text)});
}

// What one worker sends comes in its order: what it had sent before this one, and has not come, was dropped.
void WorldFold::foldReceiveDatagram(ObjectState& object) {
    MessageLine& items = object.queue.items;
    const auto place = items.find(m_event.message);
    if (m_event.message.isNone() || place == items.end())
        return;  // from outside
    const WorkerId sender = place->sender;
    for (bool isTaken = false; !isTaken;) {
        auto next = items.begin();
        while (next->sender != sender)
            ++next;
        isTaken = next->message == m_event.message;
        object.socket.dropped += isTaken ? 0 : 1;
        items.leave(next);
    }
}

}  // namespace heddle
