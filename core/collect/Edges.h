// SPDX-License-Identifier: MIT
// What must come before what: an object's order numbers, a send before its receive, a start before the
// newcomer's begin, an end before its join. (A worker's own order is its lane's.)
#pragma once

#include "core/collect/Connections.h"
#include "core/collect/Datagrams.h"
#include "core/collect/Lane.h"
#include "core/collect/MessageNumbers.h"
#include "core/collect/Role.h"
#include "core/collect/Streams.h"

#include <cstdint>
#include <vector>

namespace heddle {

// How often a rule could not be kept, as records were lost, never written, or made no sense.
struct EdgeCounts {
    std::uint64_t ordersSkipped = 0;  // gaps in an object's numbers
    std::uint64_t outside = 0;        // messages received whose send was never recorded
    std::uint64_t startsMissing = 0, endsMissing = 0, definitionsMissing = 0;
    std::uint64_t late = 0;    // events whose number came after a higher one
    std::uint64_t cycles = 0;  // records that waited for each other in a circle: let go by time
};

// Thread: collector only.
class Edges {
public:
    struct Object {
        std::uint32_t next = 0;          // the number that its next event has
        std::uint32_t indexedFrom = 0;   // `next` when Gaps looked last
        ObjectId original;               // of a copy whose events must still wait for it: what it began as,
        std::uint32_t originalNext = 0;  // and the number that it must have come to
        bool isDefined = false;
        bool hasStarted = false, hasEnded = false;  // of a thread's or process's handle
        WorkerId stands;                            // of a handle: for whom
        Lane* waiters = nullptr;
    };

    // Lanes that no longer have anything to wait for are put at the end of `freed`, which outlives this.
    explicit Edges(std::vector<Lane*>& freed) : m_freed(freed), m_objects(64) {}

    // A second definition is ignored. A copy has the count that its original had at the fork.
    void define(ObjectId object, std::uint32_t firstOrder, ObjectId copyOf = {});
    void definePair(ObjectId end, ObjectId other) { m_streams.pair(end, other); }  // of a byte stream
    void defineHandle(ObjectId handle, WorkerId standsFor);

    Await missing(const Event& event) const;
    void park(Lane& lane, Await awaits);
    void pass(Event& event);  // it has its place in the order: renumbers its message, frees who waited for it
    void giveUp(Lane& lane, bool isCycle);  // what the parked lane awaits will never come

    const Object& object(ObjectId id) const { return hasPlace(id) ? m_objects[id.number] : m_nobody; }
    void indexFrom(ObjectId id);                                         // remembers `next` in `indexedFrom`
    const std::vector<Streams::Part>& parts() const { return m_parts; }  // of the receive that passed last
    ObjectId receiver() const { return m_receiver; }  // of the datagram whose send passed last; none: no one
    ObjectId peerOf(ObjectId end) const { return m_streams.peerOf(end); }
    ObjectId connectorOf(MessageId message) const { return m_connections.connectorOf(message); }
    const EdgeCounts& counts() const { return m_counts; }
    std::uint64_t messagesNumbered() const { return m_lastMessage; }

private:
    bool isAheadOfOriginal(const Object& copy) const;
    bool hasPlace(ObjectId id) const { return id.number != 0 && id.number < m_objects.size(); }
    Object* place(ObjectId id);  // nullptr: the number is beyond reason
    void passOrder(const Event& event);
    void passMessage(Event& event);
    void passUnmoved(Event& event);
    void passConnection(Event& event);  // EdgesOfStreams.cpp
    void passBytes(Event& event);
    bool hasCome(const Event& receive) const;
    void giveUpBytes(const Event& receive, bool isCycle);
    void passDatagram(Event& event);  // EdgesOfDatagrams.cpp
    void passSentDatagram(Event& event, MessageId name);
    bool isMessageThere(MessageId message) const;
    void passHandle(const Event& event);
    void free(Lane* waiters);
    void freeWaiters(Object& object);

    std::vector<Lane*>& m_freed;
    std::vector<Object> m_objects;  // by number
    Object m_nobody;
    MessageNumbers m_messages;
    Streams m_streams;
    Connections m_connections;
    Datagrams m_datagrams;
    ObjectId m_receiver;
    std::vector<Streams::Part> m_parts;
    std::uint64_t m_lastMessage = 0;
    EdgeCounts m_counts;
};

}  // namespace heddle
