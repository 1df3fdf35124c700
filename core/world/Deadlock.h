// SPDX-License-Identifier: MIT
// Cycles of waits: each waits for what the next holds, or for its end.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/world/World.h"

#include <vector>

namespace heddle {

// A wait that does not end unless one certain worker goes on.
struct Dependence {
    WorkerId waiter;
    WorkerId blocker;  // holds the object, or is the one whose end is awaited; may be the waiter itself
    ObjectId object;   // a mutex, or a thread's or process's handle
    bool isForEnd = false;
    bool isForWriter = false;  // who holds nothing yet, but stands in line and goes first
};

// A writer depends on each of those who read. None: it does not wait, or one of several could end the wait,
// or time will. Thread: any.
std::vector<Dependence> dependencesOf(const World& world, WorkerId waiter);

// Does following who waits for whom from here lead into a cycle?
bool leadsToDeadlock(const World& world, WorkerId from);

std::vector<Verdict> deadlocks(const World& world);  // one for each cycle

}  // namespace heddle
