// SPDX-License-Identifier: MIT
#pragma once

#include "core/collect/Lane.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace heddle {

// All lanes, by worker. Thread: collector only.
class Lanes {
public:
    Lane& open(WorkerId worker);  // a new one; an older one of the same worker is found no more
    std::size_t sweep();          // forgets lanes that are closed and empty; how many

    Lane* of(WorkerId worker) const;  // nullptr: it has none, or no longer
    const std::vector<std::unique_ptr<Lane>>& all() const { return m_lanes; }

private:
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::unordered_map<WorkerId, Lane*> m_byWorker;
};

}  // namespace heddle
