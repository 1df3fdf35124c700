// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/DepthPlace.h"

#include <algorithm>
#include <iterator>

namespace heddle {

double positionOf(const DepthCurve::Point& point, Axis axis) {
    // A step changes the depth in the middle of its column.
    return axis == Axis::steps ? static_cast<double>(point.step) - 0.5 : static_cast<double>(point.ns);
}

std::int64_t depthAt(const DepthCurve& depth, Axis axis, double position) {
    const auto& points = depth.points();
    const auto behind = std::partition_point(
        points.begin(), points.end(), [&](const auto& point) { return positionOf(point, axis) <= position; });
    return behind == points.begin() ? 0 : std::prev(behind)->depth;
}

}  // namespace heddle
