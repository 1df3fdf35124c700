// SPDX-License-Identifier: MIT
// Turns many lanes into one order: by edges first (Edges.h), by time second.
#pragma once

#include "core/collect/Edges.h"
#include "core/collect/Gaps.h"
#include "core/collect/Lanes.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace heddle {

// The next event of the one order. Valid until records come to its lane.
struct Merged {
    Event* event;  // its message is renumbered; its instants are still ticks
    std::string_view text;
    Lane* lane;
};

// A round is: sample, if wantsSample(); drain all rings into their lanes; take what is ready.
// Thread: collector only.
class Merger {
public:
    Merger() : m_edges(m_freed), m_gaps(m_lanes, m_edges) {}
    Merger(const Merger&) = delete;
    Merger& operator=(const Merger&) = delete;

    // -- what workers were seen doing, ahead of the drain
    bool wantsSample() const { return m_parked > 0; }
    void beginSample() { ++m_samples; }
    void sample(Lane& lane, SlotState state, const std::optional<IntentNow>& intent);

    // -- what has come
    Lane& open(WorkerId worker) { return m_lanes.open(worker); }
    void close(Lane& lane);  // nothing more will come to it; it may be gone after the next sweep()
    void sweep() { m_closed -= m_closed > 0 ? m_lanes.sweep() : 0; }
    std::vector<Event>& inbox(Lane& lane) { return lane.inbox(m_samples); }  // append, then arrived()
    void arrived(Lane& lane);
    Edges& edges() { return m_edges; }

    // -- what comes of it
    std::optional<Merged> next(std::int64_t horizonTicks);  // empty: nothing is ready that ended by then
    // Call when next() is empty; if true, call next() again.
    bool closeGaps(Gaps::Patience patience) { return m_parked > 0 && m_gaps.close(m_samples, patience); }

    const EdgeCounts& counts() const { return m_edges.counts(); }
    Lane* laneOf(WorkerId worker) const { return m_lanes.of(worker); }
    const std::vector<std::unique_ptr<Lane>>& lanes() const { return m_lanes.all(); }

private:
    struct Ready {
        std::int64_t endTicks;
        Lane* lane;
        bool isAfter(const Ready& other) const {
            return endTicks != other.endTicks ? endTicks > other.endTicks : lane->worker > other.lane->worker;
        }
    };
    Lane* soonest(std::int64_t horizonTicks);
    Merged take(Lane& lane);
    void push(Lane& lane);
    void pushFreed();

    Lanes m_lanes;
    std::vector<Lane*> m_freed;
    Edges m_edges;
    Gaps m_gaps;
    std::vector<Ready> m_ready;  // a heap, the soonest first
    Lane* m_current = nullptr;   // taken from: ready, but not in the heap
    std::size_t m_parked = 0;
    std::size_t m_closed = 0;  // lanes closed and not yet swept
    std::uint32_t m_samples = 0;
};

}  // namespace heddle
