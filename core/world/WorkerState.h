// SPDX-License-Identifier: MIT
// What a world says of one worker.
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"
#include "core/event/Op.h"

#include <cstdint>

namespace heddle {

enum class Doing : std::uint8_t { notStarted, running, calls, waits, ended, died };

struct WorkerState {
    WorkerId id;
    ProcessId process;
    Doing doing = Doing::notStarted;
    Op op = Op::none;  // the operation called or waited in, program depth first; none while running
    ObjectId object;   // of that operation
    std::uint32_t operation = 0;    // its number; 0 while running
    std::uint64_t event = 0;        // index of the event that said so first
    std::uint64_t tried = 0;        // count of events of the world when it last told that it waits
    bool isRefuted = false;         // it told so against what the world said: only a change helps
    SiteId site;                    // the line of the last event
    std::int64_t value = 0;         // of the operation called
    Instant since;                  // when it began to do so
    std::int64_t exitCode = 0;      // once ended: exit code of a process; 128 + signal when killed
    Outcome outcome = Outcome::ok;  // of its end
    bool mayTimeOut = false;        // the wait ends by itself, some time
    ObjectId gaveBack;              // the mutex that it last released inside an operation,
    std::uint32_t gaveBackIn = 0;   // and that operation
    ObjectId askedOf;               // the manager that it asked last,
    std::int64_t requests = 0;      // what it asked and nobody has taken,
    std::int64_t replies = 0;       // and what it was answered and has not taken
};

}  // namespace heddle
