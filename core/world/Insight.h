// SPDX-License-Identifier: MIT
// What is wrong with a world, in sentences that name the workers and objects which prove it. Each kind of
// verdict has a file of its own; here they are asked one after the other.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/world/World.h"

#include <vector>

namespace heddle {

// What keeps a run from going on, in the world in which it stands still. Empty while anything can still
// happen but for a deadlock, which no other worker can undo. Thread: any.
std::vector<Verdict> troublesAtEnd(const World& world);

}  // namespace heddle
