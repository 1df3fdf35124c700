// SPDX-License-Identifier: MIT
// What may be done to a queue between processes, its feeders' part included. Private to core/world.
#pragma once

#include "core/world/World.h"

namespace heddle {

// `op` by `worker`, a thread of `process`, which has called it or waits in it. Thread: any.
Possible possibleOnProcessQueue(const QueueState& queue, Op op, WorkerId worker, ProcessId process);

}  // namespace heddle
