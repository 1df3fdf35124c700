// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/Trace.h"
#include "core/world/World.h"

namespace heddle {

// The world at an instant between two events of a run that was held there: who makes the next one had been
// let go when the last was told, and is no longer at its gate: it runs, and is about what it had called.
// `world` is behind the events by then. Thread: any.
World underWay(World world, const Trace& trace, Instant now);

}  // namespace heddle
