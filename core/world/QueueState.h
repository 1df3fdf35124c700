// SPDX-License-Identifier: MIT
// What a world says of one queue.
#pragma once

#include "core/base/Id.h"
#include "core/world/MessageLine.h"

#include <cstdint>
#include <map>
#include <optional>

namespace heddle {

// A queue between processes, as one process has it.
struct FeedSide {
    std::int64_t buffered = 0;      // put, and not yet taken by its feeder
    std::int64_t inHand = 0;        // taken by its feeder, and not yet written whole
    std::int64_t bytesWritten = 0;  // of what is in hand
    bool isClosed = false;
    bool hasEnded = false;  // its feeder
};
struct FeedState {
    std::map<ProcessId, FeedSide> sides;
    std::int64_t placesTaken = 0;  // of its semaphore
    std::int64_t bytesInPipe = 0;
    bool isPipeFull = false;  // a write did not go on, and nothing was read since
    WorkerId reader, writer;  // who is within a message
};
struct QueueState {
    FeedState feed;                        // of one between processes, told at library depth
    MessageLine items;                     // the next to leave first
    std::optional<std::int64_t> capacity;  // none: unbounded
    std::int64_t unfinished = 0;
    WorkerId taker;              // who took from it last
    bool hasManyTakers = false;  // another has before
    bool isClosed = false;
};

}  // namespace heddle
