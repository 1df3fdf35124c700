// SPDX-License-Identifier: MIT
// A world and the trace that tells it, asked by name.
#pragma once

#include "core/trace/Trace.h"
#include "core/world/World.h"

#include <memory>
#include <string_view>

namespace heddle {

// The world at the end of a trace, which it keeps alive. Names are as in the text; asking for an unknown one
// throws.
struct ToldWorld {
    std::shared_ptr<const Trace> trace;
    World world;

    WorkerId workerId(std::string_view name) const;
    ObjectId objectId(std::string_view name) const;
    const WorkerState& worker(std::string_view name) const;
    const ObjectState& object(std::string_view name) const;
    Possible possible(std::string_view name) const { return world.possible(workerId(name)); }
};

ToldWorld worldOf(std::shared_ptr<const Trace> trace);

}  // namespace heddle
