// SPDX-License-Identifier: GPL-3.0-or-later
// Where what an object held stands on an axis. Plain functions of values. Thread: any.
#pragma once

#include "app/models/DepthCurve.h"
#include "app/playback/AxisChange.h"

namespace heddle {

double positionOf(const DepthCurve::Point& point, Axis axis);
std::int64_t depthAt(const DepthCurve& depth, Axis axis, double position);  // 0: nothing was there yet

}  // namespace heddle
