// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineTips.h"

#include "app/timeline/BookmarkFlags.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineWords.h"

namespace heddle {

QString tipAt(const TimelineScope& scope, const QPointF& at) {
    if (const TimelineBookmark* bookmark = bookmarkAt(scope, at))
        return bookmark->words;
    if (scope.frame.legend.contains(at))
        return TimelineWords::tr("What the colours and hatchings of the bars mean");
    switch (partAt(scope.frame, at)) {
    case TimelinePart::stepsSwitch:
        return TimelineWords::tr("Axis of steps: each step is as wide as any other");
    case TimelinePart::timeSwitch:
        return TimelineWords::tr("Axis of real time: bars are as long as they took");
    case TimelinePart::map:
        return TimelineWords::tr("The whole run: click or drag to go there");
    case TimelinePart::ruler:
    case TimelinePart::names:
    case TimelinePart::lanes:
    case TimelinePart::none:
        return {};
    }
    return {};
}

}  // namespace heddle
