// SPDX-License-Identifier: GPL-3.0-or-later
// How much a queue or pipe held, as an area over time.
#include "app/timeline/DepthPlace.h"
#include "app/timeline/TimelineScope.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double linePx = 1.5;
constexpr double leastPointPx = 4;  // where changes are nearer to each other on the average, columns do

struct PointRange {
    std::size_t first, last;
};

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

std::vector<Level> eachLevel(const DepthCurve& depth, const TimelineAxis& axis, PointRange range) {
    std::vector<Level> levels;
    for (std::size_t i = range.first; i < range.last; ++i) {
        const DepthCurve::Point& point = depth.points()[i];
        levels.push_back({std::max(axis.pxOf(positionOf(point, axis.unit)), axis.leftPx), point.depth});
    }
    return levels;
}

// How many points there are up to a position, give or take those that lie within `near` of each other.
std::size_t pointsBy(const DepthCurve& depth, Axis axis, double position, double near) {
    const Density& index = axis == Axis::steps ? depth.bySteps() : depth.byTime();
    const double shift = axis == Axis::steps ? 0.5 : 0;  // as in positionOf()
    const Density::Place place = index.firstEndingAfter(
        static_cast<std::int64_t>(std::floor(position + shift)), static_cast<std::int64_t>(near));
    if (place.isNear)
        return place.first;
    const auto& points = depth.points();
    const auto next = std::partition_point(points.begin() + static_cast<std::ptrdiff_t>(place.first),
                                           points.begin() + static_cast<std::ptrdiff_t>(place.last),
                                           [&](const auto& p) { return positionOf(p, axis) <= position; });
    return static_cast<std::size_t>(next - points.begin());
}

// The greatest of each pixel stands for all in it; equal neighbours are one.
std::vector<Level> levelOfEachPixel(const DepthCurve& depth, const TimelineAxis& axis) {
    constexpr double exactness = 1.0 / 8;  // of a pixel
    const double near = exactness / axis.pxPerPosition();
    std::vector<Level> levels;
    std::size_t before = pointsBy(depth, axis.unit, axis.from, near);
    for (double px = axis.leftPx; px < axis.rightPx(); ++px) {
        const std::size_t after = std::max(before, pointsBy(depth, axis.unit, axis.positionAt(px + 1), near));
        const std::int64_t greatest = depth.greatestIn(std::max<std::size_t>(before, 1) - 1, after);
        if (levels.empty() || levels.back().depth != greatest)
            levels.push_back({px, greatest});
        before = after;
    }
    return levels;
}

// The lane's rectangle, and how much of a thing it can show.
struct Ground {
    double base, height;
    std::int64_t full;

    double yOf(std::int64_t depth) const {
        return base -
               height * static_cast<double>(std::max<std::int64_t>(depth, 0)) / static_cast<double>(full);
    }
};

void layArea(Picture& picture, const std::vector<Level>& levels, const TimelineAxis& axis, double endPx,
             const Ground& ground) {
    QPolygonF top;
    for (const Level& level : levels) {
        if (level.px > endPx)
            break;
        const double before =
            top.isEmpty() ? (level.px > axis.leftPx ? ground.base : ground.yOf(level.depth)) : top.last().y();
        top << QPointF(level.px, before) << QPointF(level.px, ground.yOf(level.depth));
    }
    if (top.isEmpty())
        return;
    top << QPointF(endPx, top.last().y());
    QPolygonF area = top;
    area << QPointF(endPx, ground.base) << QPointF(top.first().x(), ground.base);
    picture.add(PicturePolygon{area, Tone::depthFill});
    picture.add(PictureSteps{top, Tone::depthLine, linePx});
}

// The same of plain rectangles: smooth slopes of a pixel each are dear, and nobody sees them.
void layColumns(Picture& picture, const std::vector<Level>& levels, double endPx, const Ground& ground) {
    PictureColumns area{{}, Tone::depthFill}, line{{}, Tone::depthLine};
    double before = ground.base;
    for (std::size_t i = 0; i < levels.size() && levels[i].px < endPx; ++i) {
        const double from = levels[i].px, y = ground.yOf(levels[i].depth);
        const double to = i + 1 < levels.size() ? std::min(levels[i + 1].px, endPx) : endPx;
        area.rects.emplace_back(from, y, to - from, ground.base - y);
        line.rects.emplace_back(from, y - linePx / 2, to - from, linePx);
        line.rects.emplace_back(from, std::min(before, y), 1, std::abs(before - y));
        before = y;
    }
    picture.add(std::move(area));
    picture.add(std::move(line));
}

bool isDense(PointRange range, const TimelineAxis& axis) {
    return static_cast<double>(range.last - range.first) * leastPointPx >= axis.widthPx;
}

}  // namespace

std::size_t mergedDepths(const TimelineScope& scope, const Lane& lane) {
    const PointRange range = pointsWithin(lane.depth, scope.axis);
    if (isDense(range, scope.axis))
        return range.last - range.first;
    std::size_t merged = 0;
    bool isCounted = false;  // the one before
    const std::vector<Level> levels = eachLevel(lane.depth, scope.axis, range);
    for (std::size_t i = 1; i < levels.size(); ++i) {
        const bool shares = levels[i].px - levels[i - 1].px < 1;
        if (shares)
            merged += isCounted ? 1 : 2;
        isCounted = shares;
    }
    return merged;
}

void layDepth(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const Lane& lane = scope.model.lanes()[*row.lane];
    const TimelineAxis& axis = scope.axis;
    const double height = scope.tall(Measure::depthHeight);
    const Ground ground{scope.rowTop(row) + (row.height + height) / 2 - scope.theme.size(Measure::gap) * 0.25,
                        height,
                        std::max<std::int64_t>({lane.capacity.value_or(0), lane.depth.greatest(), 1})};
    const PointRange range = pointsWithin(lane.depth, axis);
    const double end = std::min(axis.pxOf(scope.runLength), axis.rightPx());
    if (!isDense(range, axis))
        layArea(picture, eachLevel(lane.depth, axis, range), axis, end, ground);
    else
        layColumns(picture, levelOfEachPixel(lane.depth, axis), end, ground);
    if (!lane.capacity)
        return;
    const double capacityY = ground.yOf(*lane.capacity);
    picture.add(PictureLine{{axis.leftPx, capacityY}, {axis.rightPx(), capacityY}, Tone::capacity, 1, true});
}

}  // namespace heddle
