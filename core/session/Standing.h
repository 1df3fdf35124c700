// SPDX-License-Identifier: MIT
#pragma once

#include "core/ring/SegmentView.h"
#include "core/schedule/Chooser.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace heddle {

// A worker that stands at the gate, and what it stands there with.
struct Standing {
    SlotView slot;
    IntentNow intent;
    SlotState state;
    ProcessId process;
    WorkerId worker;

    // Of what Heddle does on the program's behalf, and not within an operation of the program's own.
    bool isOfLibrary() const { return intent.depth != Depth::program && intent.parent == 0; }
    Candidate asCandidate(bool fires = false) const { return {worker, intent.op, intent.object, fires}; }
};

// Time in a held run: it moves only when a deadline is let come. Thread: collector only.
class VirtualClock {
public:
    // The instant at which the wait that `standing` is in ends by itself; the first look at it starts its
    // time.
    std::optional<Instant> deadlineOf(const Standing& standing);
    Instant now() const { return m_now; }
    void moveTo(Instant deadline) { m_now = std::max(m_now, deadline); }

private:
    struct Wait {
        std::uint32_t operation;
        Instant deadline;
    };
    Instant m_now;
    std::map<WorkerId, Wait> m_waits;
};

}  // namespace heddle
