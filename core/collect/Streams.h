// SPDX-License-Identifier: MIT
// Messages of byte streams, matched by byte offset: a receive of bytes [a, b) takes part of every send that
// overlaps it. Nothing is added to a stream for that: both sides count the bytes of each direction alone.
#pragma once

#include "core/event/Event.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace heddle {

class Lane;

// Thread: collector only.
class Streams {
public:
    // What one receive took of one send.
    struct Part {
        MessageId message;
        std::int64_t bytes = 0;
        bool isWhole = false;  // with it, all of the message has come
    };

    // The two ends of one connection, or of one pair; what one sends, the other receives. An end that has a
    // peer keeps it.
    void pair(ObjectId end, ObjectId other);
    ObjectId peerOf(ObjectId end) const;

    // `end` has sent the bytes [from, upTo) of its direction, as one message; told again as that send goes
    // on. Empty when it has sent nothing. New messages are numbered by `lastMessage`.
    MessageId send(ObjectId end, std::uint64_t from, std::uint64_t upTo, bool isOver,
                   std::uint64_t& lastMessage);

    // Were all bytes sent, or given up, that come to `end` before that offset?
    bool hasCome(ObjectId end, std::uint64_t upTo) const;
    // `end` has received [from, upTo): of which sends, in their order. Bytes of which nothing is known are in
    // none.
    std::vector<Part> receive(ObjectId end, std::uint64_t from, std::uint64_t upTo);
    void giveUp(ObjectId end, std::uint64_t upTo);  // what has not come to `end` so far never will

    Lane*& waitersAt(ObjectId end) { return m_ends[end].waiters; }
    Lane* takeWaitersAt(ObjectId end);

private:
    struct Send {
        MessageId message;
        std::uint64_t from = 0, upTo = 0;
        std::uint64_t taken = 0;  // bytes received of it
        bool isOver = false;      // no more bytes will belong to it
    };
    struct End {
        ObjectId peer;
        std::deque<Send> sends;  // what is not received to its end yet, by offset
        std::uint64_t sentUpTo = 0;
        std::uint64_t givenUpTo = 0;  // of what comes to this end
        Lane* waiters = nullptr;      // lanes whose first event receives here
    };
    const End* find(ObjectId end) const;

    std::unordered_map<ObjectId, End> m_ends;
};

// The event that tells of a part besides the message that the receive itself tells of.
Event partOf(const Event& receive, const Streams::Part& part);

}  // namespace heddle
