// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace tells of the gate: an operation that its worker stood before was told as called, one that it
// went into freely was not.
#include "app/models/TraceModel.h"

namespace heddle {

void TraceModel::readWay(const Event& event, Lane& lane) {
    if (event.depth > lane.shownFrom)
        return;  // a part of what its worker was let go for
    if (event.phase == Phase::called) {
        m_isHeldNow = true;
        lane.heldOperation = event.operation;
        if (!lane.held.empty() && lane.held.back().toStep >= m_steps)
            lane.held.back().toStep = lane.held.back().toNs = HeldStretch::open;
        else
            lane.held.push_back({m_steps, HeldStretch::open, event.end});
        return;
    }
    const bool isTold = event.operation != 0 && (event.flags & Event::madeByCollector) == 0;
    if (isTold && event.operation != lane.heldOperation && event.depth == Depth::program) {
        m_isHeldNow = false;
        m_hasRunFreely = true;
    }
    const bool isOver = event.phase == Phase::done || event.phase == Phase::failed;
    if (isOver && !lane.held.empty() && lane.held.back().toStep == HeldStretch::open) {
        lane.held.back().toStep = m_steps + (event.isStep() ? 1 : 0);
        lane.held.back().toNs = event.start > lane.held.back().fromNs ? event.start : event.end;
    }
}

}  // namespace heddle
