// SPDX-License-Identifier: MIT
// Messages of sockets that keep them apart. In a ring a datagram is named by where it goes and by what it is
// (core/event/InRing.h): two that are alike have one name, and the one sent first is received first. One that
// the kernel dropped is simply never received.
#pragma once

#include "core/event/Event.h"
#include "core/event/InRing.h"

#include <cstdint>
#include <deque>
#include <unordered_map>

namespace heddle {

// Thread: collector only.
class Datagrams {
public:
    void bind(std::uint32_t mark, ObjectId socket) { m_sockets[mark] = socket; }
    ObjectId socketAt(std::uint32_t mark) const;  // none: of one that is not watched

    void send(MessageId name, std::uint64_t number) { m_sent[name].push_back(number); }
    bool isSent(MessageId name) const { return m_sent.contains(name); }  // and not received
    MessageId receive(MessageId name);  // its number in the trace; none: it was not sent

private:
    std::unordered_map<std::uint32_t, ObjectId> m_sockets;
    std::unordered_map<MessageId, std::deque<std::uint64_t>> m_sent;
};

// The event that tells that it lies at its receiver now.
Event queuedBy(const Event& send, ObjectId receiver);

}  // namespace heddle
