// SPDX-License-Identifier: GPL-3.0-or-later
// Who held a lock, and how many waited there, over time.
#include "app/picture/TextFit.h"
#include "app/timeline/TimelineScope.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double leastOutlinePx = 6, leastNamePx = 14, textGapPx = 4;
constexpr double waiterPx = 3;  // height of each who waits
constexpr std::int64_t mostShown = 4;

double beginOf(const Hold& hold, Axis axis) {
    return static_cast<double>(axis == Axis::steps ? hold.firstStep - 1 : hold.startNs);
}

double endOf(const Hold& hold, Axis axis, double now) {
    if (hold.isOpen())
        return now;
    return static_cast<double>(axis == Axis::steps ? hold.lastStep : hold.endNs);
}

double positionOf(const DepthCurve::Point& point, Axis axis) {
    return static_cast<double>(axis == Axis::steps ? point.step - 1 : point.ns);
}

// The first of the things from `low` to before `high` whose end is behind a position; `high`: none is.
template <class End>
std::size_t firstEndingBehind(std::size_t low, std::size_t high, double position, End end) {
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (end(middle) <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Of `count` things that follow one another, from the first that `from` lies in or before; what a pixel has
// shown is passed over. `end` tells a thing's end on the axis, `lay` draws it and answers how far, in px.
template <class End, class Lay>
void forEachPixel(std::size_t count, const TimelineAxis& axis, End end, Lay lay) {
    std::size_t item = firstEndingBehind(0, count, axis.from, end);
    while (item < count) {
        const double reached = lay(item);
        if (reached >= axis.rightPx())
            return;
        item = firstEndingBehind(item + 1, count, axis.positionAt(reached), end);
    }
}

void layHold(Picture& picture, const TimelineScope& scope, const Hold& hold, const QRectF& rect) {
    const double corner = scope.theme.size(Measure::corner) / 2.0;
    picture.add(PictureFill{rect, Tone::selection, corner});
    picture.add(PictureOutline{rect, Tone::accent, corner});
    if (rect.width() < leastNamePx)
        return;
    const QString name = scope.model.laneName(hold.owner);
    const QString fitting =
        TextFit(scope.theme, Type::small).elided(name, rect.width() - textGapPx, Qt::ElideLeft);
    picture.add(PictureText{rect, fitting.size() > 1 ? fitting : name.left(1), Type::small, Tone::text});
}

// So high that an owner's name stands within it, also where lanes are low.
double holdHeight(const TimelineScope& scope) {
    return std::max(scope.tall(Measure::barHeight) - 2 * waiterPx,
                    TextFit(scope.theme, Type::small).height());
}

void layHolds(Picture& picture, const TimelineScope& scope, const Lane& lane, double middle) {
    const TimelineAxis& axis = scope.axis;
    const double height = holdHeight(scope);
    PictureColumns narrow{{}, Tone::accent};
    forEachPixel(
        lane.holds.size(), axis,
        [&](std::size_t i) { return endOf(lane.holds[i], axis.unit, scope.runLength); },
        [&](std::size_t i) {
            const Hold& hold = lane.holds[i];
            const double left = std::max(axis.pxOf(beginOf(hold, axis.unit)), axis.leftPx);
            const double end = axis.pxOf(endOf(hold, axis.unit, scope.runLength));
            const double right = std::min(std::max(end, left + 1), axis.rightPx());
            const QRectF rect(left, middle - height / 2, right - left, height);
            if (left < axis.rightPx() && right - left < leastOutlinePx)
                narrow.rects.push_back(rect);
            else if (left < axis.rightPx())
                layHold(picture, scope, hold, rect.adjusted(1, 0, -1, 0));
            return std::max(right, left + 1);
        });
    if (!narrow.rects.empty())
        picture.add(std::move(narrow));
}

void layWaiters(Picture& picture, const TimelineScope& scope, const Lane& lane, double top) {
    const TimelineAxis& axis = scope.axis;
    const auto& points = lane.depth.points();
    PictureColumns columns{{}, Tone::waitsLock, Pattern::counterStripes};
    const auto endAt = [&](std::size_t index) {
        return index + 1 < points.size() ? positionOf(points[index + 1], axis.unit) : scope.runLength;
    };
    forEachPixel(points.size(), axis, endAt, [&](std::size_t index) {
        const DepthCurve::Point& point = points[index];
        const double left = std::max(axis.pxOf(positionOf(point, axis.unit)), axis.leftPx);
        const double right = std::min(std::max(axis.pxOf(endAt(index)), left + 1), axis.rightPx());
        const double height = waiterPx * static_cast<double>(std::min(point.depth, mostShown));
        if (left < axis.rightPx() && height > 0)
            columns.rects.emplace_back(left, top, right - left, height);
        return std::max(right, left + 1);
    });
    if (!columns.rects.empty())
        picture.add(std::move(columns));
}

}  // namespace

std::size_t mergedHolds(const TimelineScope& scope, const Lane& lane) {
    const TimelineAxis& axis = scope.axis;
    const std::size_t count = lane.holds.size();
    const auto end = [&](std::size_t i) { return endOf(lane.holds[i], axis.unit, scope.runLength); };
    std::size_t merged = 0;
    for (std::size_t item = firstEndingBehind(0, count, axis.from, end), next = item;
         item < count && beginOf(lane.holds[item], axis.unit) <= axis.to; item = next) {
        const double left = std::max(axis.pxOf(beginOf(lane.holds[item], axis.unit)), axis.leftPx);
        next = firstEndingBehind(item + 1, count, axis.positionAt(std::max(axis.pxOf(end(item)), left + 1)),
                                 end);
        merged += next > item + 1 ? next - item : 0;
    }
    return merged;
}

void layLock(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const Lane& lane = scope.model.lanes()[*row.lane];
    const double middle = scope.rowTop(row) + row.height / 2 - 2 * waiterPx;
    layHolds(picture, scope, lane, middle);
    layWaiters(picture, scope, lane, middle + holdHeight(scope) / 2 + 2);
}

}  // namespace heddle
