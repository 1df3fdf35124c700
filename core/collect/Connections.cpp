// SPDX-License-Identifier: MIT
#include "core/collect/Connections.h"

#include "core/event/StreamVerb.h"

namespace heddle {

void Connections::tell(Event& event) {
    if (streamVerbOf(event.op) == StreamVerb::listen) {
        if (event.phase == Phase::done && inRing::isConnection(event.message))
            m_listeners[inRing::Connection::of(event.message.number).server] = event.object;
        event.message = {};
    } else if (streamVerbOf(event.op) == StreamVerb::connect) {
        const auto which = inRing::Connection::of(static_cast<std::uint64_t>(event.value));
        const auto listener = m_listeners.find(which.server);
        event.value = listener == m_listeners.end() ? 0 : listener->second.number;
        if (event.phase == Phase::done && !event.message.isNone())
            m_connectors[event.message] = event.object;
    }
}

ObjectId Connections::takeConnector(MessageId message) {
    const ObjectId connector = connectorOf(message);
    m_connectors.erase(message);
    return connector;
}

ObjectId Connections::connectorOf(MessageId message) const {
    const auto found = m_connectors.find(message);
    return found == m_connectors.end() ? ObjectId{} : found->second;
}

}  // namespace heddle
