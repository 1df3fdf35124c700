// SPDX-License-Identifier: MIT
// What a manager's clients and its process may do. Private to core/world.
#pragma once

#include "core/world/World.h"

namespace heddle {

// Of an operation for which isOfManager() holds. Thread: any.
Possible possibleWithManager(const World& world, const WorkerState& worker, const ObjectState& on);
bool isOfManager(Op op);

// A thread of a manager's process, or a feeder, that has nothing to do: that is how it should be.
bool isIdleByDesign(const World& world, const WorkerState& worker);

}  // namespace heddle
