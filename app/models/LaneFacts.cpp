// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/LaneFacts.h"

#include <algorithm>

namespace heddle {

void DepthCurve::append(Point point) {
    if (!m_points.empty() && m_points.back().depth == point.depth)
        return;
    m_points.push_back(point);
    m_tree.append(point.depth);
    m_bySteps.append({point.step, 0, 0});
    m_byTime.append({point.ns, 0, 0});
    m_greatest = std::max(m_greatest, point.depth);
}

void BarTrack::indexLastBar() {
    Bar& bar = bars.back();
    const WaitKind before = bars.size() > 1 ? bars[bars.size() - 2].lastWait : WaitKind::none;
    bar.lastWait = bar.hasWaited() ? waitKindOf(bar.op) : before;
    if (bar.isTrouble() && bar.outcome != Outcome::killed)
        troubles.push_back(bars.size() - 1);
    barsBySteps.append({bar.lastStep, bar.waitedSteps, static_cast<std::uint8_t>(bar.lastWait)});
    barsByTime.append({bar.endNs, bar.waitedNs, static_cast<std::uint8_t>(bar.lastWait)});
}

std::int64_t DepthCurve::greatestIn(std::size_t from, std::size_t to) const {
    return m_tree.greatestIn(from, to).value_or(0);
}

}  // namespace heddle
