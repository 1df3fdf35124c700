// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace tells of the gate: an operation that its worker stood before was told as called, one that it
// went into freely was not.
#include "app/models/HeldFacts.h"

#include "app/models/TraceModel.h"

#include <algorithm>

namespace heddle {

namespace {

// The last of a row may change until there is another.
void append(PackedRow<HeldStretch>& row, std::int64_t from) {
    std::int64_t before = 0;
    if (!row.empty()) {
        const HeldStretch last = row.back();
        before = last.before + (last.to - last.from);
        row.settle(row.size() - 1);
    }
    row.open({from, HeldStretch::open, before});
}

HeldStretch* openOf(PackedRow<HeldStretch>& row) {
    if (row.empty())
        return nullptr;
    HeldStretch& last = row.opened(row.size() - 1);
    return last.to == HeldStretch::open ? &last : nullptr;
}

}  // namespace

double heldBy(const PackedRow<HeldStretch>& held, double position) {
    const auto next = std::partition_point(held.begin(), held.end(), [position](const HeldStretch& stretch) {
        return static_cast<double>(stretch.from) < position;
    });
    if (next == held.begin())
        return 0;
    const HeldStretch last = *(next - 1);
    return static_cast<double>(last.before) + std::min(position, static_cast<double>(last.to)) -
           static_cast<double>(last.from);
}

void TraceModel::readWay(const Event& event, Lane& lane) {
    const std::int64_t othersEnd = m_others.before(event);
    if (event.depth > lane.shownFrom)
        return;  // a part of what its worker was let go for
    HeldFacts& held = lane.held;
    if (event.phase == Phase::called) {
        m_isHeldNow = true;
        held.operation = event.operation;
        if (!held.bySteps.empty() && held.bySteps.back().to >= m_steps)
            held.bySteps.opened(held.bySteps.size() - 1).to = HeldStretch::open;
        else
            append(held.bySteps, m_steps);
        if (!openOf(held.byTime))
            append(held.byTime, event.end);
        return;
    }
    const bool isTold = event.operation != 0 && (event.flags & Event::madeByCollector) == 0;
    if (isTold && event.operation != held.operation && event.depth == Depth::program) {
        m_isHeldNow = false;
        m_hasRunFreely = true;
    }
    readGoing(event, held, othersEnd);
}

// Nobody tells when one went on; it was as soon as whoever had gone before stood, or had ended. Who was
// killed there never did.
void TraceModel::readGoing(const Event& event, HeldFacts& held, std::int64_t othersEnd) {
    const bool isOver = event.phase == Phase::done || event.phase == Phase::failed;
    if (HeldStretch* open = isOver ? openOf(held.bySteps) : nullptr)
        open->to = m_steps + (event.isStep() ? 1 : 0);
    const bool isEnd =
        event.outcome == Outcome::killed || event.op == Op::threadEnd || event.op == Op::processEnd;
    if (event.operation != held.operation && !isEnd)
        return;
    if (HeldStretch* open = openOf(held.byTime)) {
        const bool wentOn = event.operation == held.operation && (event.flags & Event::wasHeld) == 0;
        open->to =
            wentOn ? std::min(std::max(open->from, othersEnd), event.end) : std::max(open->from, event.end);
        held.wentNs = open->to;
    }
}

std::int64_t OthersEnd::before(const Event& event) {
    if (event.worker != m_worker) {
        m_othersEnd = m_end;
        m_worker = event.worker;
    }
    m_end = event.end;
    return m_othersEnd;
}

}  // namespace heddle
