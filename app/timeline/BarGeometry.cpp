// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/BarGeometry.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

// The end of its span, for the many times when nothing else is asked.
double endOf(const Bar& bar, Axis axis, double now) {
    if (axis == Axis::steps)
        return bar.isOpen() ? std::max(now, static_cast<double>(bar.firstStep - 1))
                            : static_cast<double>(bar.lastStep);
    return bar.isOpen() ? std::max(now, static_cast<double>(bar.startNs)) : static_cast<double>(bar.endNs);
}

double beginOf(const Bar& bar, Axis axis) {
    return static_cast<double>(axis == Axis::steps ? bar.firstStep - 1 : bar.startNs);
}

int levelOf(double share) {
    return share <= 0 ? 0 : std::clamp(static_cast<int>(std::ceil(share * densityLevels)), 1, densityLevels);
}

// What a lane has done by a position.
struct Reached {
    std::size_t bars = 0;  // that ended
    double waited = 0;     // in all, also by the one that has not ended
    WaitKind wait = WaitKind::none;
};

// Looks at single bars only where a group of them is longer than `nearEnough`.
Reached reachedBy(const Lane& lane, Axis axis, double position, double now, double nearEnough) {
    const Density& index = axis == Axis::steps ? lane.barsBySteps : lane.barsByTime;
    const Density::Place place = index.firstEndingAfter(static_cast<std::int64_t>(std::floor(position)),
                                                        static_cast<std::int64_t>(nearEnough));
    const auto waitedBy = [&](const Bar& bar) {
        return static_cast<double>(axis == Axis::steps ? bar.waitedSteps : bar.waitedNs);
    };
    if (place.first == place.last && place.first < index.size())
        return {place.first, static_cast<double>(place.before.waited),
                static_cast<WaitKind>(place.before.kind)};
    const auto& bars = lane.bars;
    const std::size_t last = place.last == index.size() ? bars.size() : place.last;
    const auto next = std::partition_point(bars.begin() + static_cast<std::ptrdiff_t>(place.first),
                                           bars.begin() + static_cast<std::ptrdiff_t>(last),
                                           [&](const Bar& bar) { return endOf(bar, axis, now) <= position; });
    Reached reached{static_cast<std::size_t>(next - bars.begin()), 0, WaitKind::none};
    if (next != bars.begin()) {
        reached.waited = waitedBy(next[-1]);
        reached.wait = next[-1].lastWait;
    }
    if (next == bars.end())
        return reached;
    const double begin = beginOf(*next, axis);
    if (position > begin && next->hasWaited()) {
        reached.waited += std::min(position, spanOf(*next, axis, now).doneFrom) - begin;
        reached.wait = waitKindOf(next->op);
    }
    return reached;
}

constexpr double exactness = 1.0 / 8;  // of a column

}  // namespace

BarSpan spanOf(const Bar& bar, Axis axis, double now) {
    if (axis == Axis::steps) {
        const double begin = static_cast<double>(bar.firstStep - 1);
        if (bar.isOpen())
            return {begin, std::max(now, begin), std::max(now, begin)};
        return {begin, static_cast<double>(bar.lastStep - 1), static_cast<double>(bar.lastStep)};
    }
    const double begin = static_cast<double>(bar.startNs), end = static_cast<double>(bar.endNs);
    if (bar.isOpen())
        return {begin, std::max(now, begin), std::max(now, begin)};
    return bar.hasWaited() ? BarSpan{begin, end, end} : BarSpan{begin, begin, end};
}

BarRange barsBetween(const std::vector<Bar>& bars, Axis axis, double from, double to, double now) {
    const auto first = std::partition_point(bars.begin(), bars.end(),
                                            [&](const Bar& bar) { return endOf(bar, axis, now) < from; });
    const auto last =
        std::partition_point(first, bars.end(), [&](const Bar& bar) { return beginOf(bar, axis) <= to; });
    return {static_cast<std::size_t>(first - bars.begin()), static_cast<std::size_t>(last - bars.begin())};
}

std::vector<DensityColumn> densityOf(const Lane& lane, Axis axis, double from, double to, double now,
                                     double leftPx, double widthPx, double columnPx) {
    std::vector<DensityColumn> columns;
    const double perPx = (to - from) / widthPx, length = columnPx * perPx, near = length * exactness;
    Reached before = reachedBy(lane, axis, from, now, near);
    for (double px = 0; px < widthPx; px += columnPx) {
        const double endPx = std::min(px + columnPx, widthPx);
        const Reached after = reachedBy(lane, axis, from + endPx * perPx, now, near);
        const double wait = (after.waited - before.waited) / length;
        const double cells = static_cast<double>(after.bars - before.bars);
        const double done = axis == Axis::steps ? cells / length : (cells > 0 ? std::max(1 - wait, 0.01) : 0);
        before = after;
        const DensityColumn column{leftPx + px, leftPx + endPx, levelOf(done), levelOf(wait),
                                   wait > 0 ? after.wait : WaitKind::none};
        if (column.doneLevel == 0 && column.waitLevel == 0)
            continue;
        if (!columns.empty() && columns.back().toPx >= column.fromPx - 1e-6 && columns.back().isLike(column))
            columns.back().toPx = column.toPx;
        else
            columns.push_back(column);
    }
    return columns;
}

}  // namespace heddle
