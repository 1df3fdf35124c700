// SPDX-License-Identifier: GPL-3.0-or-later
// Where operations failed, told by a shape and not by a colour alone. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/timeline/BarGeometry.h"
#include "app/timeline/TimelineScope.h"

namespace heddle {

// A pin at the end of each failed operation in view: a line that is longer than a cell is high, with a head.
// Where several would lie on each other, one stands for them. `track` is what is drawn in `strip`.
void layFailures(Picture& picture, const TimelineAxis& axis, double now, const BarTrack& track,
                 const QRectF& strip);
void layFailurePin(std::vector<QRectF>& rects, double px, const QRectF& strip);  // one of them

bool hasFailures(const TimelineScope& scope);  // at a depth that is shown

}  // namespace heddle
