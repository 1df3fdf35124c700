// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/QueueLink.h"
#include "core/sync/Line.h"
#include "core/sync/Thread.h"

#include <deque>
#include <memory>

namespace heddle {

// One process's side of a ProcessQueue that puts: its buffer, and the thread that moves what is in it to the
// pipe. A worker of library depth. Thread: any.
class Feeder {
public:
    explicit Feeder(std::shared_ptr<QueueLink> link) : m_link(std::move(link)) {}

    bool start(const SourceLocation& where);  // false: the kernel gave no thread
    void append(Parcel parcel);
    void close();  // it writes what is in the buffer, and ends

    // Until it has ended; within `operation`, which is told.
    void awaitEnd(Operation& operation, const SourceLocation& where);

private:
    struct Take;
    struct End;
    void run();
    bool take(Parcel& parcel);  // false: closed, and nothing is left
    bool write(const Parcel& parcel);
    void awaitTurn(Operation& operation, std::int64_t moved);

    const std::shared_ptr<QueueLink> m_link;
    Latch m_latch;  // guards all below but the thread
    std::deque<Parcel> m_buffer;
    bool m_isClosed = false;
    bool m_hasEnded = false;
    Line m_itself;
    Line m_enders;
    Thread m_thread;
};

}  // namespace heddle
