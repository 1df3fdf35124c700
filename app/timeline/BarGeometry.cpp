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
    double bars = 0;    // that ended; of a group too short to be looked into a share
    double waited = 0;  // in all, also by the one that has not ended
    WaitKind wait = WaitKind::none;
    std::size_t sure = 0;  // bars that have ended, at least
};

Reached within(const Density::Place& group, double position) {
    const double begin = static_cast<double>(group.before.end), end = static_cast<double>(group.by.end);
    const double share = end > begin ? std::clamp((position - begin) / (end - begin), 0.0, 1.0) : 0;
    const auto between = [share](auto from, auto to) {
        return static_cast<double>(from) + share * static_cast<double>(to - from);
    };
    return {between(group.first, group.last), between(group.before.waited, group.by.waited),
            static_cast<WaitKind>(group.by.kind), group.first};
}

// How one walks a lane from column to column.
struct Walk {
    const BarTrack& track;
    Axis axis;
    double now;
    double nearEnough;   // a group of bars that is no longer than this is not looked into
    std::size_t beside;  // so many bars are looked at before the index is asked

    double waitedBy(const Bar& bar) const {
        return static_cast<double>(axis == Axis::steps ? bar.waitedSteps : bar.waitedNs);
    }

    Reached reachedBefore(std::size_t next, double position) const {
        const auto& bars = track.bars;
        Reached reached{static_cast<double>(next), 0, WaitKind::none, next};
        if (next > 0) {
            reached.waited = waitedBy(bars[next - 1]);
            reached.wait = bars[next - 1].lastWait;
        }
        if (next == bars.size())
            return reached;
        const double begin = beginOf(bars[next], axis);
        if (position > begin && bars[next].hasWaited()) {
            reached.waited += std::min(position, spanOf(bars[next], axis, now).doneFrom) - begin;
            reached.wait = waitKindOf(bars[next].op);
        }
        return reached;
    }

    // All bars ahead of `from` have ended by the position.
    Reached reachedBy(double position, std::size_t from) const {
        const auto& bars = track.bars;
        const auto hasEnded = [&](const Bar& bar) { return endOf(bar, axis, now) <= position; };
        for (std::size_t i = from; i < std::min(from + beside, bars.size()); ++i)
            if (!hasEnded(bars[i]))
                return reachedBefore(i, position);
        const Density& index = axis == Axis::steps ? track.barsBySteps : track.barsByTime;
        const Density::Place place = index.firstEndingAfter(static_cast<std::int64_t>(std::floor(position)),
                                                            static_cast<std::int64_t>(nearEnough));
        if (place.isNear || bars.size() < place.last)  // or nothing finer is known
            return within(place, position);
        const std::size_t last = place.last == index.size() ? bars.size() : place.last;
        const auto next = std::partition_point(bars.begin() + static_cast<std::ptrdiff_t>(place.first),
                                               bars.begin() + static_cast<std::ptrdiff_t>(last), hasEnded);
        return reachedBefore(static_cast<std::size_t>(next - bars.begin()), position);
    }
};

constexpr double fewInColumn = 4;  // bars: the next one is then beside the last

}  // namespace

double positionOf(const LifeEnd& end, Axis axis) {
    return static_cast<double>(axis == Axis::steps ? end.step : end.ns);
}

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

BarRange barsBetween(const PackedRow<Bar>& bars, Axis axis, double from, double to, double now) {
    const auto first = std::partition_point(bars.begin(), bars.end(),
                                            [&](const Bar& bar) { return endOf(bar, axis, now) < from; });
    const auto last =
        std::partition_point(first, bars.end(), [&](const Bar& bar) { return beginOf(bar, axis) <= to; });
    return {static_cast<std::size_t>(first - bars.begin()), static_cast<std::size_t>(last - bars.begin())};
}

std::vector<DensityColumn> densityOf(const BarTrack& track, Axis axis, double from, double to, double now,
                                     double leftPx, double widthPx, double columnPx) {
    std::vector<DensityColumn> columns;
    const double perPx = (to - from) / widthPx, length = columnPx * perPx;
    const double bars = static_cast<double>(barsBetween(track.bars, axis, from, to, now).count());
    const bool isSparse = bars * columnPx < fewInColumn * widthPx;
    const Walk walk{track, axis, now, length, isSparse ? static_cast<std::size_t>(2 * fewInColumn) : 0};
    Reached before = Walk{track, axis, now, length, 0}.reachedBy(from, 0);
    for (double px = 0; px < widthPx; px += columnPx) {
        const double endPx = std::min(px + columnPx, widthPx);
        const Reached after = walk.reachedBy(from + endPx * perPx, before.sure);
        const double wait = (after.waited - before.waited) / length;
        const double cells = after.bars - before.bars;
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
