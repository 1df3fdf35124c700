// SPDX-License-Identifier: MIT
// The edges of datagrams: a receive after the send of what is named alike.
#include "core/collect/Edges.h"

#include <utility>

namespace heddle {

bool Edges::isMessageThere(MessageId message) const {
    const MessageNumbers::Entry* entry = m_messages.find(message);
    if (inRing::isDatagram(message))
        return m_datagrams.isSent(message) || (entry && entry->isEarly);
    return entry && (entry->isSent || entry->isEarly);
}

void Edges::passDatagram(Event& event) {
    const MessageId name = std::exchange(event.message, MessageId{});
    if (event.op == Op::datagramSend && event.phase == Phase::waits)
        event.value = m_datagrams.socketAt(static_cast<std::uint32_t>(event.value)).number;
    if (name.isNone())
        return;
    const Role role = effectOf(event);
    if (event.op == Op::datagramBind && event.phase == Phase::done) {
        m_datagrams.bind(inRing::Connection::of(name.number).server, event.object);
    } else if (event.op == Op::datagramConnect && event.phase == Phase::done) {
        event.value = m_datagrams.socketAt(inRing::Connection::of(name.number).server).number;
    } else if (role == Role::sends) {
        passSentDatagram(event, name);
    } else if (role == Role::receives) {
        event.message = m_datagrams.receive(name);
        if (event.message.isNone())
            m_messages.erase(name);  // from outside: it was given up, and counted
    }
}

void Edges::passSentDatagram(Event& event, MessageId name) {
    event.message = {++m_lastMessage};
    m_datagrams.send(name, m_lastMessage, event.worker);
    m_receiver = m_datagrams.socketAt(inRing::receiverOf(name));
    Lane* waiters = std::exchange(m_messages.findOrAdd(name).waiters, nullptr);
    m_messages.erase(name);
    free(waiters);
}

}  // namespace heddle
