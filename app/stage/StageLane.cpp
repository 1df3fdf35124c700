// SPDX-License-Identifier: GPL-3.0-or-later
// Ways within a ring that are not its own, as of one who waits for another's end: along the lane inside it,
// the shorter way around.
#include "app/stage/StageSteps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace heddle {

namespace {

constexpr double roundPx = 9;  // of a corner

struct Access {
    QPointF box, lane;  // on the edge of each
};

// From who stands inside the lane: to its left or right, for there may be others above and below.
Access accessOf(const QRectF& lane, const QRectF& box, const QRectF& towards) {
    const QPointF centre = box.center();
    if (lane.contains(centre)) {
        const bool isRight = towards.center().x() > centre.x();
        return {{isRight ? box.right() : box.left(), centre.y()},
                {isRight ? lane.right() : lane.left(), centre.y()}};
    }
    const QPointF near(std::clamp(centre.x(), lane.left(), lane.right()),
                       std::clamp(centre.y(), lane.top(), lane.bottom()));
    if (box.bottom() <= lane.top())
        return {{centre.x(), box.bottom()}, near};
    if (box.top() >= lane.bottom())
        return {{centre.x(), box.top()}, near};
    return {{centre.x() > lane.center().x() ? box.left() : box.right(), centre.y()}, near};
}

// How far along the lane, clockwise from its top left corner.
double alongLane(const QRectF& lane, QPointF at) {
    const double width = lane.width(), height = lane.height();
    const std::array<double, 4> off = {std::abs(at.y() - lane.top()), std::abs(at.x() - lane.right()),
                                       std::abs(at.y() - lane.bottom()), std::abs(at.x() - lane.left())};
    switch (std::distance(off.begin(), std::min_element(off.begin(), off.end()))) {
    case 0:
        return at.x() - lane.left();
    case 1:
        return width + at.y() - lane.top();
    case 2:
        return width + height + lane.right() - at.x();
    default:
        return 2 * width + height + lane.bottom() - at.y();
    }
}

// Those between the two, the shorter way around.
std::vector<QPointF> cornersBetween(const QRectF& lane, QPointF from, QPointF to) {
    const double width = lane.width(), height = lane.height(), whole = 2 * (width + height);
    const std::array<std::pair<double, QPointF>, 4> corners = {{{0, lane.topLeft()},
                                                                {width, lane.topRight()},
                                                                {width + height, lane.bottomRight()},
                                                                {2 * width + height, lane.bottomLeft()}}};
    const double begin = alongLane(lane, from);
    const auto past = [whole](double at, double start) { return std::fmod(at - start + whole, whole); };
    const double clockwise = past(alongLane(lane, to), begin);
    const bool isClockwise = clockwise <= whole / 2;
    std::vector<std::pair<double, QPointF>> passed;
    for (const auto& [at, point] : corners) {
        const double off = past(at, begin);
        if (off > 0 && (isClockwise ? off < clockwise : off > clockwise))
            passed.emplace_back(isClockwise ? off : whole - off, point);
    }
    std::sort(passed.begin(), passed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<QPointF> points;
    for (const auto& [off, point] : passed)
        points.push_back(point);
    return points;
}

double lengthOf(QPointF vector) {
    return std::hypot(vector.x(), vector.y());
}

// Straight from point to point, around the corners between.
StageWay rounded(const std::vector<QPointF>& points) {
    StageWay way;
    QPointF at = points.front();
    const auto straight = [&way, &at](QPointF to) {
        const QPointF third = (to - at) / 3;
        way.push_back({at, at + third, to - third, to});
        at = to;
    };
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1], out = points[i + 1] - points[i];
        const double round = std::min({roundPx, lengthOf(in) / 2, lengthOf(out) / 2});
        if (round < 1)
            continue;
        straight(points[i] - in / lengthOf(in) * round);
        const QPointF end = points[i] + out / lengthOf(out) * round;
        way.push_back({at, at + (points[i] - at) * 2 / 3, end + (points[i] - end) * 2 / 3, end});
        at = end;
    }
    straight(points.back());
    return way;
}

}  // namespace

StageWay laneWay(const QRectF& lane, const QRectF& from, const QRectF& to) {
    const Access begin = accessOf(lane, from, to), end = accessOf(lane, to, from);
    std::vector<QPointF> points = {begin.box, begin.lane};
    for (const QPointF& corner : cornersBetween(lane, begin.lane, end.lane))
        points.push_back(corner);
    points.push_back(end.lane);
    points.push_back(end.box);
    return rounded(points);
}

}  // namespace heddle
