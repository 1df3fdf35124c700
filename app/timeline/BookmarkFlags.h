// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks on the ruler. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

void layBookmarks(Picture& picture, const TimelineScope& scope);

// What is to be said of the one whose flag is there; "": there is none.
QString bookmarkWordsAt(const TimelineScope& scope, const QPointF& point);

}  // namespace heddle
