// SPDX-License-Identifier: MIT
// Decides when to wait no longer for a record: its worker was killed, the lossy mode dropped it, or it never
// was.
//
// Whoever has taken number k of an object, or sent a message, did so before the record that proves it (number
// k + 1, the receive) was published, and published its own record before it left the operation. So let that
// proof be drained, then look at what all workers are doing, then drain again: a missing record that has not
// come by then, and whose possible writers have all left the operation in which the look found them, was
// never written.
#pragma once

#include "core/collect/Edges.h"
#include "core/collect/Lanes.h"

#include <cstdint>
#include <vector>

namespace heddle {

// Thread: collector only.
class Gaps {
public:
    enum class Patience : std::uint8_t { waitForWriters, waitForNobody };

    Gaps(Lanes& lanes, Edges& edges) : m_lanes(lanes), m_edges(edges) {}  // both outlive this

    void forgetIndex() { m_isIndexed = false; }  // records have come

    // Looks once at every parked lane; `samples` were taken so far, and all rings drained after the last.
    // True: some lane was let go. Lanes that wait for each other in a circle are let go too, the earliest of
    // each circle.
    bool close(std::uint32_t samples, Patience patience);

private:
    // Something that parked lanes may wait for, in a queue and not yet released.
    struct Present {
        std::uint64_t what;   // kind and object
        std::uint64_t which;  // number of order counted from Object::indexedFrom, or message
        Lane* lane;
    };
    enum class Kind : std::uint8_t { order, send, start, end, bytes, pairing };
    static std::uint64_t key(Kind kind, ObjectId object);

    bool mayBeOn(ObjectId object, std::uint32_t samples) const;  // some worker still, after that many looks
    bool mayStillCome(const Lane& blocked) const;
    void index();
    void indexEvent(const Event& event, Lane& lane);
    Lane* holderFor(const Lane& blocked) const;
    Lane* senderOfBytes(const Event& receive) const;
    Lane* firstPresent(std::uint64_t what, std::uint64_t from, std::uint64_t below) const;
    bool settle(Lane& blocked);
    Lane* earliestInCircle(Lane& start) const;  // nullptr: start is in none

    Lanes& m_lanes;
    Edges& m_edges;
    bool m_isIndexed = false;
    std::vector<Present> m_present;  // sorted
};

}  // namespace heddle
