// SPDX-License-Identifier: MIT
// What a world says of semaphores, flags, barriers, memory and read-write locks.
#pragma once

#include "core/base/Id.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace heddle {

struct SemaphoreState {
    std::int64_t value = 0;  // how many may still be acquired
    WorkerId holder;         // who acquired last, until it is released
    bool isSignal = false;   // somebody has released it who had not acquired it
};
struct FlagState {  // of an event flag: is it set? Of a future: has it a result? Of a timer: was it
                    // cancelled? Of an inbox of signals: is one pending?
    bool isSet = false;
};
struct BarrierState {
    std::int64_t parties = 0;
    bool isBroken = false;
};
struct MemoryState {                             // of an array, or of plain memory
    std::map<std::int64_t, std::string> places;  // what was last written to a place, or from a byte on
};
struct ReadersState {               // of a read-write lock
    std::vector<WorkerId> reading;  // once for each time
    std::vector<WorkerId> toWrite;  // in line to write
    bool isWritersFirst = false;
};

}  // namespace heddle
