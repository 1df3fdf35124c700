// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/PacketPipe.h"
#include "core/ipc/RobustLock.h"
#include "core/ipc/SharedPage.h"
#include "core/ipc/Turn.h"
#include "core/probe/Object.h"

#include <string>

namespace heddle {

// What the processes of a ProcessQueue share beside the kernel's pipe.
struct QueueShared {
    std::atomic<std::uint32_t> order;   // of the queue's operations
    std::atomic<std::uint64_t> serial;  // of messages
    RobustLock lock;                    // guards the two counts
    std::uint64_t room;                 // the semaphore: places that nobody has taken
    std::int64_t unfinished;
    FutexWord changes;  // added to when room comes, or the last item is done
    Turn reading, writing;
};

// The queue as all its processes have it. Thread: any.
class QueueLink {
public:
    QueueLink(std::string name, std::size_t bound);  // 0: unbounded

    bool isOpen() const { return shared.isMapped() && pipe.isOpen(); }  // false: the kernel refused
    bool isBounded() const { return capacity > 0; }
    void tellChange();

    SharedPage<QueueShared> shared;
    PacketPipe pipe;
    const std::size_t capacity;
    Object object;
};

// An item on its way: its bytes, and how it is told.
struct Parcel {
    std::string bytes;
    std::string text;
    std::int64_t number = 0;
    bool isSentinel = false;
    MessageId message;
};

}  // namespace heddle
