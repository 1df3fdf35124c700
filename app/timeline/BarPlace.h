// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bar of an event is: in which lane, how deep in it, and where on the screen. Plain functions of
// values. Thread: GUI only.
#pragma once

#include "app/timeline/BarGeometry.h"
#include "app/timeline/TimelineScope.h"

#include <optional>

namespace heddle {

struct BarPlace {
    std::size_t lane = 0;
    std::size_t level = 0;  // 0: the lane's own bars, else what these consist of
    std::size_t bar = 0;
};

// Of the operation that an event belongs to; none when it has no bar.
std::optional<BarPlace> placeOf(const TimelineScope& scope, std::size_t event);

const BarTrack& trackOf(const Lane& lane, std::size_t level);
bool isWithinSteps(const Lane& lane, std::size_t level);  // what it holds are parts of steps, and no steps

// On the axis. What is part of one step shares its column among steps.
BarSpan spanAt(const TimelineScope& scope, const BarTrack& track, std::size_t bar, bool isWithinSteps);
BarSpan spanAt(const TimelineScope& scope, const BarPlace& place);

// Across a row, px: where the cells of a level are.
QRectF stripOf(const TimelineScope& scope, const TimelineRow& row, std::size_t level);

// Where the operation of an event is done, px; of a folded process in the line of its name. Null: it is not
// shown.
QRectF cellOf(const TimelineScope& scope, std::size_t event);

}  // namespace heddle
