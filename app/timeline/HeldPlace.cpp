// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/HeldPlace.h"

#include <algorithm>

namespace heddle {

std::vector<PxRange> heldBetween(const Lane& lane, const TimelineAxis& axis, double fromPx, double toPx) {
    std::vector<PxRange> ranges;
    const PackedRow<HeldStretch>& held = lane.held.on(axis.unit == Axis::steps);
    const auto firstBehind = [&](double px) {
        return std::partition_point(held.begin(), held.end(), [&](const HeldStretch& stretch) {
            return static_cast<double>(stretch.to) <= axis.positionAt(px);
        });
    };
    for (auto next = firstBehind(fromPx); next != held.end();) {
        const HeldStretch stretch = *next;
        const double from = std::max(axis.pxOf(static_cast<double>(stretch.from)), fromPx);
        const double to = std::min(axis.pxOf(static_cast<double>(stretch.to)), toPx);
        if (from >= toPx)
            break;
        if (!ranges.empty() && from - ranges.back().to < 1)
            ranges.back().to = to;
        else
            ranges.push_back({from, to});
        next = std::max(next + 1, firstBehind(to));
    }
    return ranges;
}

}  // namespace heddle
