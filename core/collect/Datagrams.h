// SPDX-License-Identifier: MIT
// Messages of sockets that keep them apart. In a ring a datagram is named by where it goes and by what it is
// (core/event/InRing.h): of several that are alike, the one sent first is received first. One that the kernel
// dropped is never received: what comes from the same sender to the same place comes in the order in which it
// was sent, so one that was overtaken is taken for a later receive only where nothing else can be meant.
#pragma once

#include "core/event/Event.h"
#include "core/event/InRing.h"

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>

namespace heddle {

// Thread: collector only.
class Datagrams {
public:
    void bind(std::uint32_t mark, ObjectId socket) { m_sockets[mark] = socket; }
    ObjectId socketAt(std::uint32_t mark) const;  // none: of one that is not watched

    void send(MessageId name, std::uint64_t number, WorkerId sender);
    bool isSent(MessageId name) const;  // and neither received nor overtaken
    MessageId receive(MessageId name);  // its number in the trace; none: it was not sent

private:
    struct Way {  // from one worker to one address
        std::uint64_t lastReceived = 0;
        std::deque<std::pair<MessageId, std::uint64_t>> sent;  // in order; some have been received
    };
    struct Sent {
        std::uint64_t number;
        Way* way;
        bool isOvertaken() const { return number < way->lastReceived; }
    };
    void forgetOld(Way& way);

    std::unordered_map<std::uint32_t, ObjectId> m_sockets;
    std::unordered_map<std::uint64_t, Way> m_ways;  // nodes do not move
    std::unordered_map<MessageId, std::deque<Sent>> m_sent;
};

// The event that tells that it lies at its receiver now.
Event queuedBy(const Event& send, ObjectId receiver);

}  // namespace heddle
