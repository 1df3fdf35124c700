// SPDX-License-Identifier: MIT
// Who connects to whom. In a ring a connection is named by its two addresses (core/event/InRing.h); in the
// trace it is a message from connect to accept, a connect's value is the listener that it found, an accept's
// the end that it made, and no address is left.
#pragma once

#include "core/event/Event.h"
#include "core/event/InRing.h"

#include <cstdint>
#include <unordered_map>

namespace heddle {

// Thread: collector only.
class Connections {
public:
    // Of a listen or a connect that has its place in the order: turns its value into one of the trace.
    // Objects are numbers, 0 is a listener that is not watched.
    void tell(Event& event);
    // The end that connected by this message, told once; none: one that is not watched.
    ObjectId takeConnector(MessageId message);
    // The same, and it stays.
    ObjectId connectorOf(MessageId message) const;

private:
    std::unordered_map<std::uint32_t, ObjectId> m_listeners;  // by Connection::server
    std::unordered_map<MessageId, ObjectId> m_connectors;     // connected, not accepted
};

}  // namespace heddle
