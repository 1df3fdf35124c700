// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineTips.h"

#include "app/timeline/BookmarkFlags.h"
#include "app/timeline/LaneWords.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineWords.h"

namespace heddle {

namespace {

// A name may be elided, and is one of several alike.
QString nameAt(const TimelineScope& scope, const QPointF& at) {
    const QString unseen = laneWords(scope, at);
    const TimelineRow* row = scope.rowAt(at.y());
    return !unseen.isEmpty() || !row || !row->lane ? unseen : scope.model.lanes()[*row->lane].path;
}

}  // namespace

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
    case TimelinePart::names:
        return nameAt(scope, at);
    case TimelinePart::ruler:
    case TimelinePart::lanes:
    case TimelinePart::none:
        return {};
    }
    return {};
}

}  // namespace heddle
