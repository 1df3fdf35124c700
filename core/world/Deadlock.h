// SPDX-License-Identifier: MIT
// Cycles of waits: each waits for what the next holds, or for its end.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/world/World.h"

#include <cstdint>
#include <vector>

namespace heddle {

// The workers outside a cycle. Anybody may release a semaphore or take from a queue or pipe, even who never
// has: so a wait for one of these depends on one certain worker only where nobody else can act.
enum class Others : std::uint8_t { mayAct, cannotAct };

// A wait that does not end unless one certain worker goes on.
struct Dependence {
    WorkerId waiter;
    WorkerId blocker;  // holds the object, or is the one whose end is awaited; may be the waiter itself
    ObjectId object;   // a mutex, or a thread's or process's handle
    bool isForEnd = false;
    bool isForWriter = false;    // who holds nothing yet, but stands in line and goes first
    bool isForRoom = false;      // in what only the blocker takes from,
    bool isFirstToTake = false;  // or nobody has taken from, and only the blocker could
};

// A writer depends on each of those who read. None: it does not wait, or one of several could end the wait,
// or time will. Thread: any.
std::vector<Dependence> dependencesOf(const World& world, WorkerId waiter, Others others = Others::mayAct);

// Does following who waits for whom from here lead into a cycle?
bool leadsToDeadlock(const World& world, WorkerId from, Others others = Others::mayAct);

std::vector<Verdict> deadlocks(const World& world, Others others = Others::mayAct);  // one for each cycle

// Was it told of those who could not act? Then it is undone by who comes all the same.
bool canOthersUndo(const Verdict& deadlock, const Names& names);

}  // namespace heddle
