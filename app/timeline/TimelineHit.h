// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under a point. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

enum class TimelinePart : std::uint8_t { none, stepsSwitch, timeSwitch, ruler, lanes, names, map };

TimelinePart partAt(const TimelineFrame& frame, const QPointF& point);

struct BarHit {
    std::size_t event = 0;
    std::int64_t firstStep = 0;
    std::optional<double>
        waitsUntil;  // where its wait ends that the point lies in: what the event tells is then
};

// The operation whose cell or bar is there: in a lane's own row, at most `nearPx` beside it.
std::optional<BarHit> barAt(const TimelineScope& scope, const QPointF& point, double nearPx = 3);
std::optional<std::size_t> eventAt(const TimelineScope& scope, const QPointF& point, double nearPx = 3);

Subject subjectAt(const TimelineScope& scope, double y);  // whose lane is there; none: no lane is

TimelineAxis mapAxis(const TimelineScope& scope);  // of the whole run, in the map's rectangle

}  // namespace heddle
