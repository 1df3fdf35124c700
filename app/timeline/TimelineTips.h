// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineScope.h"

#include <QString>

namespace heddle {

// What stands at a point is for; "" where there is nothing to be said. A note of a bookmark is what somebody
// wrote: no rich text. Thread: GUI only.
QString tipAt(const TimelineScope& scope, const QPointF& at);

}  // namespace heddle
