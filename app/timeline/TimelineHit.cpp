// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineHit.h"

#include "app/models/SubjectOf.h"
#include "app/timeline/BarPlace.h"

#include <cmath>

namespace heddle {

TimelinePart partAt(const TimelineFrame& frame, const QPointF& point) {
    if (frame.stepsSwitch.contains(point))
        return TimelinePart::stepsSwitch;
    if (frame.timeSwitch.contains(point))
        return TimelinePart::timeSwitch;
    const double overhang =
        frame.all.right() - frame.ruler.right();  // so that the first and last are easy to hit
    if (frame.ruler.adjusted(-overhang, -overhang / 2, overhang, 0).contains(point))
        return TimelinePart::ruler;
    if (frame.map.adjusted(-overhang, 0, overhang, 0).contains(point))
        return TimelinePart::map;
    if (frame.names.contains(point))
        return TimelinePart::names;
    return frame.lanes.contains(point) ? TimelinePart::lanes : TimelinePart::none;
}

namespace {

// The bar that is nearest to a position. `spanAt` tells where the track's bar of a number is.
template <class SpanAt>
std::optional<BarHit> nearestIn(const TimelineScope& scope, const BarTrack& track, double position,
                                double near, SpanAt spanAt) {
    const BarRange range =
        barsBetween(track.bars, scope.axis.unit, position - near, position + near, scope.runLength);
    std::optional<BarHit> nearest;
    double least = near;
    for (std::size_t i = range.first; i < range.last; ++i) {
        const BarSpan span = spanAt(i);
        const double off = std::max({span.begin - position, position - span.end, 0.0});
        if (nearest ? off >= least : off > near)
            continue;
        const bool isWait = span.hasWait() && !track.bars[i].isOpen() && position < span.doneFrom;
        const Bar bar = track.bars[i];
        nearest = BarHit{bar.event, bar.firstStep, isWait ? std::optional(span.doneFrom) : std::nullopt};
        least = off;
    }
    return nearest;
}

}  // namespace

std::optional<std::size_t> eventAt(const TimelineScope& scope, const QPointF& point, double nearPx) {
    const std::optional<BarHit> hit = barAt(scope, point, nearPx);
    return hit ? std::optional(hit->event) : std::nullopt;
}

std::optional<BarHit> barAt(const TimelineScope& scope, const QPointF& point, double nearPx) {
    const TimelineRow* row = scope.rowAt(point.y());
    if (!row || !row->lane)
        return std::nullopt;
    const Lane& lane = scope.model.lanes()[*row->lane];
    const double position = scope.axis.positionAt(point.x()), near = nearPx / scope.axis.pxPerPosition();
    std::size_t level = 0;  // of the strip that the point is in, or below
    while (row->nestedHeight > 0 && level < scope.choice.nestedLevels(lane.shownFrom) &&
           point.y() >= stripOf(scope, *row, level + 1).top())
        ++level;
    const BarTrack& track = trackOf(lane, level);
    const auto hitIn = [&](const BarTrack& where, bool isWithin) {
        return nearestIn(scope, where, position, near,
                         [&](std::size_t bar) { return spanAt(scope, where, bar, isWithin); });
    };
    if (const auto hit = hitIn(track, isWithinSteps(lane, level)); hit || level > 0)
        return hit;
    const auto within =
        hitIn(lane.nested.front(), true);  // whoever serves is drawn so however deep one looks
    return within && scope.model.trace()->event(within->event).op == Op::managerAccept ? within
                                                                                       : std::nullopt;
}

Subject subjectAt(const TimelineScope& scope, double y) {
    const TimelineRow* row = scope.rowAt(y);
    if (!row || !row->lane)
        return {};
    return subjectOf(scope.model, scope.model.lanes()[*row->lane]);
}

TimelineAxis mapAxis(const TimelineScope& scope) {
    TimelineAxis axis = scope.axis;
    axis.leftPx = scope.frame.map.left() + 2;
    axis.widthPx = std::max(1.0, scope.frame.map.width() - 4);
    return fitted(axis, scope.runLength);
}

}  // namespace heddle
