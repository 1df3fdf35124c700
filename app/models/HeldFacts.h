// SPDX-License-Identifier: GPL-3.0-or-later
// Where a worker stood at its gate.
#pragma once

#include "core/event/Event.h"
#include "core/trace/PackedRow.h"

#include <cstdint>
#include <limits>

namespace heddle {

// On an axis.
struct HeldStretch {
    static constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();
    std::int64_t from = 0, to = open;
    std::int64_t before = 0;  // how long the stretches ahead of it are, together

    static constexpr auto fields() {
        return std::tuple(&HeldStretch::from, &HeldStretch::to, &HeldStretch::before);
    }
};

// Where a worker stood at its gate, one stretch after the other.
struct HeldFacts {
    PackedRow<HeldStretch> bySteps;  // from the last step that it had done, to the next: neighbours are one
    PackedRow<HeldStretch> byTime;   // from when it came there, to when it went on
    std::uint32_t operation = 0;     // of the worker's count, that it stood before last; 0: none
    std::int64_t wentNs = 0;         // and when it went into that

    const PackedRow<HeldStretch>& on(bool isSteps) const { return isSteps ? bySteps : byTime; }
};

double heldBy(const PackedRow<HeldStretch>& held, double position);  // how long, in all

// The end of the last event of another worker, when the events are told one by one. Thread: one owner.
class OthersEnd {
public:
    std::int64_t before(const Event& event);  // of every event, in order

private:
    WorkerId m_worker;  // of the last event
    std::int64_t m_end = 0, m_othersEnd = 0;
};

}  // namespace heddle
