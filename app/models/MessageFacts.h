// SPDX-License-Identifier: GPL-3.0-or-later
// Every message of a run, from its send to its receive.
#pragma once

#include "app/models/MaxTree.h"
#include "core/event/Event.h"
#include "core/trace/PackedRow.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace heddle {

struct Message {
    static constexpr std::size_t never = std::numeric_limits<std::int64_t>::max();

    MessageId id;
    std::size_t sent = 0;          // event
    std::size_t received = never;  // event
    std::int64_t sentStep = 0, sentNs = 0;
    std::int64_t receivedStep = 0, receivedNs = 0;
    std::uint32_t from = 0, to = 0, through = 0;  // lanes: sender, receiver, object
    std::int64_t amount = 1;                      // what it adds to the depth of its object: 1, or bytes
    std::int64_t taken = 0;                       // of that, while it is being received
    bool isSentinel = false;
    bool isReply = false;  // of a manager

    bool isReceived() const { return received != never; }
    static constexpr auto fields() {
        return std::tuple(&Message::id, &Message::sent, &Message::received, &Message::sentStep,
                          &Message::sentNs, &Message::receivedStep, &Message::receivedNs, &Message::from,
                          &Message::to, &Message::through, &Message::amount, &Message::taken,
                          &Message::isSentinel, &Message::isReply);
    }
};

// Where a feeder took a message out of its sender's buffer, to write it to the pipe.
struct Relay {
    std::size_t event = 0;
    std::int64_t step = 0, ns = 0;
    std::uint32_t lane = 0;
};

// Thread: one owner.
class MessageFacts {
public:
    // Of so many that follow each other, a request and its reply, either all are among some, or none.
    explicit MessageFacts(std::size_t together = 1) : m_together(together) {}

    void send(const Message& message);  // in the order of `sent`
    // The message as it is now known; none when its send was never told.
    std::optional<Message> receive(MessageId id, std::size_t event, std::int64_t step, std::int64_t ns,
                                   std::uint32_t lane);

    Message* underWay(MessageId id);               // null: not sent, or received. Until the next is sent
    Message* nextThrough(std::uint32_t lane);      // the first under way there that was sent; null: none is
    void goesOn(MessageId id, std::size_t event);  // its sender tells more of what is under way

    void relay(MessageId id, const Relay& relay);

    const PackedRow<Message>& all() const { return m_all; }       // in order of sending
    std::optional<std::size_t> ofEvent(std::size_t event) const;  // sent or received by it
    std::optional<Relay> relayOf(const Message& message) const;
    std::size_t inFlightCount(std::size_t events) const;  // after so many events
    // How often the events from `fromEvent` to before `toEvent` sent from a lane, or received there. A
    // manager's lane is where requests arrive and replies begin.
    std::size_t endsIn(std::size_t lane, std::size_t fromEvent, std::size_t toEvent) const;

    // Indexes of messages that were under way at some time from after `fromEvent` events to after `toEvent`,
    // in order of sending; at most `limit` of them, evenly left out, and every how-manieth it was.
    struct Some {
        std::vector<std::size_t> messages;
        std::size_t oneOf = 1;
    };
    Some underWay(std::size_t fromEvent, std::size_t toEvent, std::size_t limit) const;
    // Of these the ones that the events from `fromEvent` to before `toEvent` sent or received; all, or as
    // above where there are more than `limit`.
    Some withAnEndIn(std::size_t fromEvent, std::size_t toEvent, std::size_t limit) const;

private:
    struct End {
        std::size_t event = 0;

        static constexpr auto fields() { return std::tuple(&End::event); }
    };
    struct Receipt {
        std::size_t event = 0, message = 0;

        static constexpr auto fields() { return std::tuple(&Receipt::event, &Receipt::message); }
    };
    void addEnd(std::size_t lane, std::size_t event);

    std::size_t m_together;
    PackedRow<Message> m_all;       // settled as soon as they are received
    MaxTree m_received;             // by message: the event, or never
    PackedRow<Receipt> m_receipts;  // in order of their events
    // Sent, not received. No hash: to hash a million anew would hold up a frame.
    std::map<MessageId, std::size_t> m_waiting;
    std::map<std::size_t, Relay> m_relays;       // by the event that sent
    std::map<std::size_t, std::size_t> m_later;  // by an event that went on with a message
    std::deque<PackedRow<End>> m_ends;           // by lane: events in order
};

}  // namespace heddle
