// SPDX-License-Identifier: MIT
// The state of everything at one instant: what each worker does, what each queue holds, who owns each lock.
#pragma once

#include "core/event/Event.h"
#include "core/trace/Names.h"
#include "core/world/CopyOnWrite.h"
#include "core/world/State.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace heddle {

// May the operation that a worker has called, or waits in, be done now?
enum class Possible : std::uint8_t { yes, no, may };  // may: the kernel decides, the try is the truth

// Thread: any (a value; copies share what did not change).
class World {
public:
    explicit World(const Names& names) : m_names(&names) {}  // names outlive it

    const WorkerState* worker(WorkerId) const;  // nullptr: nothing was heard of it yet
    const ObjectState* object(ObjectId) const;
    std::vector<WorkerId> workers() const;  // in order of id
    std::vector<ObjectId> objects() const;
    std::uint64_t eventCount() const { return m_eventCount; }
    std::int64_t step() const { return m_step; }
    Instant instant() const { return m_instant; }
    Possible possible(WorkerId) const;

    // Of one that waits, in a run where every try is told: not when it can be known to wait again. It can
    // also where the kernel decides, and where the last try went against what is said here, as long as nobody
    // has changed what it waits at since.
    bool mayTryAgain(WorkerId) const;
    const Names& names() const { return *m_names; }

    // The fold. `text` is the event's own. An event that contradicts the model is taken as it is told (facts
    // win) and counted in contradictions().
    friend World after(World world, const Event& event, std::string_view text);
    std::uint64_t contradictions() const { return m_contradictions; }

private:
    friend class WorldFold;
    std::uint64_t lastChangeFor(const WorkerState& state, const ObjectState& on) const;

    const Names* m_names;
    SharedTable<WorkerState> m_workers;
    SharedTable<ObjectState> m_objects;
    std::uint64_t m_eventCount = 0;
    std::uint64_t m_contradictions = 0;
    std::int64_t m_step = 0;
    std::uint32_t m_madeBelow = 0;  // objects with lower numbers are in it, but for those used first
    Instant m_instant;
};

// Whoever made it did so before anything with a higher number was made. Not so a socket, which becomes one by
// what is done, and a copy, which a fork makes and nobody has until it is used.
bool isThereFromItsMaking(const ObjectInfo& info);

World after(World world, const Event& event, std::string_view text);

}  // namespace heddle
