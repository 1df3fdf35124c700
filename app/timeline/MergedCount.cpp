// SPDX-License-Identifier: GPL-3.0-or-later
// How much of what is in view shares its pixels with other things.
#include "app/timeline/BarPlace.h"

#include <algorithm>
#include <limits>

namespace heddle {

namespace {

constexpr double leastBarPx = 5;   // narrower on the average: a density instead
constexpr double leastCellPx = 2;  // as they are drawn
constexpr double nearlyPx = 0.5;

std::size_t barsInView(const TimelineScope& scope, const BarTrack& track) {
    const TimelineAxis& axis = scope.axis;
    const Density& index = scope.isSteps() ? track.barsBySteps : track.barsByTime;
    if (!track.bars.empty() || index.size() == 0)
        return barsBetween(track.bars, axis.unit, axis.from, axis.to, scope.runLength).count();
    const auto endedBy = [&](double position) {  // nothing but the index is known of it
        return index.firstEndingAfter(static_cast<std::int64_t>(position),
                                      static_cast<std::int64_t>(1 / axis.pxPerPosition()));
    };
    const std::size_t before = endedBy(axis.from).first, by = endedBy(axis.to).last;
    return by > before ? by - before : 0;
}

std::size_t sharingPixels(const TimelineScope& scope, const BarTrack& track, bool isWithinSteps) {
    const TimelineAxis& axis = scope.axis;
    const BarRange range = barsBetween(track.bars, axis.unit, axis.from, axis.to, scope.runLength);
    std::size_t count = 0;
    double takenPx = -std::numeric_limits<double>::infinity();
    bool isCounted = false;  // the one before
    for (std::size_t i = range.first; i < range.last; ++i) {
        const BarSpan span = spanAt(scope, track, i, isWithinSteps);
        const double left = axis.pxOf(span.begin);
        const bool shares = left < takenPx - nearlyPx;
        if (shares)
            count += isCounted ? 1 : 2;
        isCounted = shares;
        takenPx = std::max({takenPx, axis.pxOf(span.end), axis.pxOf(span.doneFrom) + leastCellPx});
    }
    return count;
}

}  // namespace

bool isDense(const TimelineScope& scope, const BarTrack& track) {
    return static_cast<double>(barsInView(scope, track)) * leastBarPx > scope.axis.widthPx;
}

std::size_t mergedBars(const TimelineScope& scope, const BarTrack& track, bool isWithinSteps) {
    return isDense(scope, track) ? barsInView(scope, track) : sharingPixels(scope, track, isWithinSteps);
}

std::size_t mergedIn(const TimelineScope& scope, const TimelineRow& row) {
    const auto& lanes = scope.model.lanes();
    const auto ofWorker = [&](const Lane& lane) {
        return mergedBars(scope, knownOf(scope, lane), isWithinSteps(lane, 0));
    };
    std::size_t count = 0;
    if (!row.lane) {
        for (const std::size_t lane : scope.rows.foldedIn(row))
            count += ofWorker(lanes[lane]);
        return count;
    }
    const Lane& lane = lanes[*row.lane];
    switch (lane.kind) {
    case LaneKind::worker:
        count = ofWorker(lane);
        for (std::size_t level = 0; level < scope.choice.nestedLevels(lane.shownFrom); ++level)
            count += mergedBars(scope, lane.nested[level], true);
        return count;
    case LaneKind::lock:
        return mergedHolds(scope, lane);
    case LaneKind::queue:
    case LaneKind::pipe:
    case LaneKind::manager:
        return mergedDepths(scope, lane);
    }
    return count;
}

}  // namespace heddle
