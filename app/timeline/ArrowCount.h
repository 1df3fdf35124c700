// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineScope.h"

#include <vector>

namespace heddle {

// How many arrows begin or end in a lane, in view, and are not drawn: too many for the pixels, or their other
// end is in a lane that is hidden. Thread: GUI only. The scope outlives it.
class ArrowCount {
public:
    explicit ArrowCount(const TimelineScope& scope);

    std::size_t leftOut(const TimelineRow& row) const;

private:
    void countDrawn();
    void countDrawn(const MessageFacts& messages, std::size_t number);
    std::size_t leftOut(std::size_t lane) const;

    const TimelineScope& m_scope;
    std::size_t m_from, m_to;          // events in view
    std::vector<std::size_t> m_drawn;  // ends, by lane
};

}  // namespace heddle
