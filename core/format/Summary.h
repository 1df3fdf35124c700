// SPDX-License-Identifier: MIT
// What a run came to, counted from its events.
#pragma once

#include "core/trace/Trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace heddle {

struct Summary {
    std::array<std::uint64_t, opCount> operations{};  // by Op: program depth, done
    std::uint64_t sent = 0, received = 0;             // messages
    std::unordered_map<WorkerId, std::int64_t>
        exits;  // of workers that ended. A process: its exit code, or 128 and the
                // signal; a thread: 0, or 1 when an exception ended it

    std::uint64_t unreceived() const { return sent > received ? sent - received : 0; }
    std::optional<std::int64_t> exitOf(WorkerId worker) const;
};

// Reads the whole trace, a chunk at a time. Thread: any.
Summary summaryOf(const Trace& trace);

}  // namespace heddle
