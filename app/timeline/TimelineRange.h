// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of the axis that someone selected or marked. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/models/OperationCount.h"
#include "app/timeline/TimelineScope.h"

namespace heddle {

// An edge of a bar near the point: of its own row first, else of any lane in view; where there is none near,
// the point's own position.
double snapped(const TimelineScope& scope, const QPointF& point, double nearPx);
// Whichever comes first. Of steps it has whole ones, and at least one.
TimelineRange rangeBetween(const TimelineScope& scope, double from, double to);

// In all that is shown, as deep as one looks, that lie within it at least in part.
OperationCount operationsIn(const TimelineScope& scope, const TimelineRange& range);
QString rangeWords(const TimelineScope& scope,
                   const TimelineRange& range);  // its length, and how many operations: they add up
QString lengthWords(const TimelineScope& scope, const TimelineRange& range);  // "12 steps"; "1.5 ms"

// What is said of the range and of marks that have a length, on the ruler: lanes have words of their own.
struct RangeLabel {
    QRectF rect;
    QString text;
    Tone edge = Tone::accent;
};
// Where they lie on each other no more than on `now`, the instant's number; a mark that finds no room says
// nothing.
std::vector<RangeLabel> rangeLabels(const TimelineScope& scope, const QRectF& now);

}  // namespace heddle
