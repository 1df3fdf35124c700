// SPDX-License-Identifier: MIT
// Any moment of a trace, quickly.
#pragma once

#include "core/trace/Trace.h"
#include "core/world/World.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace heddle {

// Keeps a world for every few thousand events, and folds from the nearest. Worlds share what did not change,
// so the kept ones cost about as much as what changed between them; past `mostKept` every second one is let
// go. The trace may grow meanwhile. Thread: one owner.
class Snapshots {
public:
    static constexpr std::size_t mostKept = 4096;

    explicit Snapshots(std::shared_ptr<const Trace> trace);

    // The world after the first `events` events of the trace; at most its size() of them. The first question
    // about a moment that catchUp() has not reached folds all the way to it.
    World at(std::size_t events);

    // Folds up to `atMost` events that no snapshot covers yet, so that later questions are quick. False when
    // there is nothing left to do for now.
    bool catchUp(std::size_t atMost);

    std::size_t kept() const { return m_kept.size(); }

private:
    World fold(World world, std::size_t events);  // on to `events`, keeping snapshots on the way
    void keep(const World& world);

    std::shared_ptr<const Trace> m_trace;
    std::vector<World> m_kept;  // m_kept[i] is the world after i * m_interval events
    std::size_t m_interval = Chunk::capacity;
    World m_frontier;  // the furthest that was folded
    World m_last;      // what was asked for last: who plays asks for the moment just after
};

}  // namespace heddle
