// SPDX-License-Identifier: MIT
// What the kernel tells about threads: who sleeps, who runs, and what may still wake them.
#pragma once

#include "core/base/Time.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace heddle {

// A thread as proc(5) shows it at one instant.
struct TaskNow {
    char state = 'R';            // R runs or could, D waits for a disk, S sleeps, T is stopped
    std::uint64_t switches = 0;  // how often it gave the processor up or lost it; the same: it has not run
    Span cpu;                    // that it used so far, to 10 ms

    bool isAsleep() const { return state == 'S' || state == 'T' || state == 't'; }
    bool isOver() const { return state == 'Z' || state == 'X'; }
};

std::optional<TaskNow> readTask(std::int32_t pid, std::int32_t tid);  // empty: it has ended. Thread: any
std::vector<std::int32_t> tasksOf(std::int32_t pid);                  // the tids of a process. Thread: any
std::vector<std::int32_t> familyOf(std::int32_t pid);  // all that come of it, zombies too. Thread: any

// Whether the process has a timer of its own (timer_create) or a handler for SIGALRM, which may then be
// pending: what alarm and setitimer have set, the kernel tells nobody. Thread: any.
bool mayBeWokenByTimer(std::int32_t pid);

// Whether every thread of the process keeps the signal from being delivered, as for an inbox. Thread: any.
bool isBlockedByAll(std::int32_t pid, int signal);

}  // namespace heddle
