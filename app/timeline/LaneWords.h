// SPDX-License-Identifier: GPL-3.0-or-later
// What a lane says in words. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

// What is in a lane and not drawn, or not by itself.
struct Unseen {
    std::size_t merged = 0, arrows = 0;  // that share their pixels; that are not drawn

    QStringList words() const;  // "3 merged, 4 more arrows"; the longest first, none: all is seen
};
// Over an object's lane "accounts: held by teller-0, teller-1 waits", "jobs: depth 3 of 4"; over a lane's
// name what of it is not seen; "" where the point is in no such place.
QString laneWords(const TimelineScope& scope, const QPointF& point);

}  // namespace heddle
