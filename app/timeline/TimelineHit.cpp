// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineHit.h"

#include "app/timeline/BarGeometry.h"

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

std::optional<std::size_t> eventAt(const TimelineScope& scope, const QPointF& point, double nearPx) {
    const TimelineRow* row = scope.rowAt(point.y());
    if (!row || !row->lane)
        return std::nullopt;
    const Lane& lane = scope.model.lanes()[*row->lane];
    const TimelineAxis& axis = scope.axis;
    const double position = axis.positionAt(point.x()), near = nearPx / axis.pxPerPosition();
    const BarRange range =
        barsBetween(lane.bars, axis.unit, position - near, position + near, scope.runLength);
    std::optional<std::size_t> nearest;
    double least = near;
    for (std::size_t i = range.first; i < range.last; ++i) {
        const BarSpan span = spanOf(lane.bars[i], axis.unit, scope.runLength);
        const double off = std::max({span.begin - position, position - span.end, 0.0});
        if (nearest && off >= least)
            continue;
        nearest = lane.bars[i].event;
        least = off;
    }
    return nearest;
}

TimelineAxis mapAxis(const TimelineScope& scope) {
    TimelineAxis axis = scope.axis;
    axis.leftPx = scope.frame.map.left() + 2;
    axis.widthPx = std::max(1.0, scope.frame.map.width() - 4);
    return fitted(axis, scope.runLength);
}

}  // namespace heddle
