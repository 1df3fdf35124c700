// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks on the ruler. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

void layBookmarks(Picture& picture, const TimelineScope& scope);

// The one whose flag is there, or close by; nullptr: there is none.
const TimelineBookmark* bookmarkAt(const TimelineScope& scope, const QPointF& point);

// Where the flag stands whose cloth is there: it flies over later instants.
std::optional<double> bookmarkPxAt(const TimelineScope& scope, const QPointF& point);

}  // namespace heddle
