// SPDX-License-Identifier: GPL-3.0-or-later
// How much a queue or pipe held, as an area over time.
#include "app/timeline/TimelineScope.h"

#include <algorithm>

namespace heddle {

namespace {

struct PointRange {
    std::size_t first, last;
};

double positionOf(const DepthCurve::Point& point, Axis axis) {
    // A step changes the depth in the middle of its column.
    return axis == Axis::steps ? static_cast<double>(point.step) - 0.5 : static_cast<double>(point.ns);
}

// The points within the view, and the one before it, which tells the depth at its left edge.
PointRange pointsWithin(const DepthCurve& depth, const TimelineAxis& axis) {
    const auto& points = depth.points();
    const auto first = std::partition_point(
        points.begin(), points.end(), [&](const auto& p) { return positionOf(p, axis.unit) <= axis.from; });
    const auto last = std::partition_point(first, points.end(),
                                           [&](const auto& p) { return positionOf(p, axis.unit) < axis.to; });
    const auto index = static_cast<std::size_t>(first - points.begin());
    return {index == 0 ? 0 : index - 1, static_cast<std::size_t>(last - points.begin())};
}

struct Level {
    double px;
    std::int64_t depth;
};

// Where the depth changes on the screen; with more points than pixels the greatest of each pixel stands for
// all.
std::vector<Level> levelsOf(const DepthCurve& depth, const TimelineAxis& axis) {
    const auto [first, last] = pointsWithin(depth, axis);
    const auto& points = depth.points();
    std::vector<Level> levels;
    std::size_t i = first;
    while (i < last) {
        const double px = std::max(axis.pxOf(positionOf(points[i], axis.unit)), axis.leftPx);
        std::size_t next = i + 1;
        if (static_cast<double>(last - first) > axis.widthPx) {
            const double until = axis.positionAt(px + 1);
            next = static_cast<std::size_t>(
                std::partition_point(points.begin() + static_cast<std::ptrdiff_t>(next),
                                     points.begin() + static_cast<std::ptrdiff_t>(last),
                                     [&](const auto& p) { return positionOf(p, axis.unit) < until; }) -
                points.begin());
        }
        levels.push_back({px, depth.greatestIn(i, next)});
        i = next;
    }
    return levels;
}

}  // namespace

void layDepth(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const Lane& lane = scope.model.lanes()[*row.lane];
    const TimelineAxis& axis = scope.axis;
    const double height = scope.theme.size(Measure::depthHeight);
    const double base = scope.rowTop(row) + (row.height + height) / 2 - scope.theme.size(Measure::gap) * 0.25;
    const std::int64_t full = std::max<std::int64_t>({lane.capacity.value_or(0), lane.depth.greatest(), 1});
    const auto yOf = [&](std::int64_t depth) {
        return base -
               height * static_cast<double>(std::max<std::int64_t>(depth, 0)) / static_cast<double>(full);
    };
    const std::vector<Level> levels = levelsOf(lane.depth, axis);
    const double end = std::min(axis.pxOf(scope.runLength), axis.rightPx());
    QPolygonF top;
    for (const Level& level : levels) {
        if (level.px > end)
            break;
        const double before =
            top.isEmpty() ? (level.px > axis.leftPx ? base : yOf(level.depth)) : top.last().y();
        top << QPointF(level.px, before) << QPointF(level.px, yOf(level.depth));
    }
    if (!top.isEmpty()) {
        top << QPointF(end, top.last().y());
        QPolygonF area = top;
        area << QPointF(end, base) << QPointF(top.first().x(), base);
        picture.add(PicturePolygon{area, Tone::depthFill});
        picture.add(PictureSteps{top, Tone::depthLine, 1.5});
    }
    const double capacityY = yOf(lane.capacity.value_or(full));
    picture.add(PictureLine{{axis.leftPx, capacityY}, {axis.rightPx(), capacityY}, Tone::capacity, 1, true});
}

}  // namespace heddle
