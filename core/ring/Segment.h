// SPDX-License-Identifier: MIT
#pragma once

#include "core/ring/Attach.h"
#include "core/ring/Layout.h"

namespace heddle {

// A process's own piece of shared memory, made by it and handed to Heddle. Lives as long as the process: it
// is never unmapped, since a thread may record at any time; a fork does not inherit it (MADV_DONTFORK).
// Async-signal-safe throughout, as it is made in the child of a fork. Thread: any, under the probe's own
// lock.
class Segment {
public:
    // Empty (isMade() false) when memory or descriptors ran out, or Heddle is gone.
    static Segment make(const RunPage& page, std::uint32_t process, std::uint32_t number,
                        const AttachSocket& attachSocket);

    bool isMade() const { return m_base != nullptr; }
    Slot* takeEmptySlot();  // nullptr: all are in use
    Event* ringOf(const Slot& slot) const;

private:
    Slot& slot(std::uint32_t number) const;
    char* m_base = nullptr;
    std::uint32_t m_ringRecords = 0;
};

}  // namespace heddle
