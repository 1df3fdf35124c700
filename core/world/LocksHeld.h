// SPDX-License-Identifier: MIT
#pragma once

#include "core/world/Told.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace heddle {

// Which locks each worker holds alone, as a set that has a number, so that remembering it costs nothing.
// Several may hold a read-write lock to read, so that does not count here. Thread: one owner.
class LocksHeld {
public:
    void heard(const Told& told);

    std::uint32_t of(WorkerId worker) const;  // the number of its set; 0: it holds none
    bool haveOneInCommon(std::uint32_t set, std::uint32_t other) const;

private:
    using Locks = std::vector<ObjectId>;  // ascending
    void change(WorkerId worker, ObjectId lock, bool isHeld);

    std::vector<std::uint32_t> m_sets;  // by worker
    std::map<Locks, std::uint32_t> m_numbers;
    std::vector<Locks> m_locks{Locks{}};  // by the set's number
};

// What a finished operation does with a lock that one worker holds alone.
enum class LockDeed : std::uint8_t { none, acquires, releases };
LockDeed lockDeedOf(const Event& event);

}  // namespace heddle
