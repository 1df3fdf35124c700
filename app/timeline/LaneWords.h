// SPDX-License-Identifier: GPL-3.0-or-later
// What an object's lane says in words. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

// "accounts: held by teller-0, teller-1 waits", "jobs: depth 3 of 4"; "" where the point is in no such lane.
QString mergedWords(std::size_t count);      // of what shares its pixels: "3 merged"
QString moreArrowsWords(std::size_t count);  // that are not drawn: "3 more arrows"
QString laneWords(const TimelineScope& scope, const QPointF& point);

}  // namespace heddle
