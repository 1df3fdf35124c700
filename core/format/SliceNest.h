// SPDX-License-Identifier: MIT
// Slices of one thread in the order in which formats of nested slices want them: the outer before the inner.
#pragma once

#include "core/event/Event.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heddle {

struct Slice {
    std::int64_t start = 0, end = 0;  // ns
    Event event;                      // of the operation
    std::size_t index = 0;            // of the event in the trace
    std::string text;
    bool isWait = false;  // a part of the operation in which it waited
    bool isOpen = false;  // the operation had not ended when the trace did
};

// Gathers what one worker did until its outermost operation has ended. Thread: one owner.
class SliceNest {
public:
    // Returns true when what was gathered is whole: take it.
    bool add(const Event& event, std::size_t index, std::string text);
    void closeAll(std::int64_t end);  // the trace ends here

    // Sorted, the outer first; each lies within the one that it is in and none overlaps the one before.
    // Clipped where the stamps do not say so: an operation that releases is stamped before its effect, and
    // what is inside it may end later.
    std::vector<Slice> take();

private:
    struct Open {
        Event event;
        std::size_t index = 0;
        std::int64_t waitsSince = 0;
        bool waits = false;
    };
    void endWait(Open& open, std::int64_t end);

    std::vector<Open> m_open;
    std::vector<Slice> m_slices;
    std::int64_t m_takenUpTo = INT64_MIN;
};

}  // namespace heddle
