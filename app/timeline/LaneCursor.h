// SPDX-License-Identifier: GPL-3.0-or-later
// Which lane, or name of a process, the keys mean that arrange lanes. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

struct LaneIntent {
    enum class Way : std::uint8_t { above, below, fold, pin, hide, showAll, moveUp, moveDown };
    Way way = Way::below;
};

// The row where the cursor stands; while there is none: of what is selected, else the first in view. None:
// there are no rows.
std::optional<std::size_t> cursorRow(const TimelineScope& scope);

LaneCursor cursorAt(const TimelineRow& row);
// What becomes of the lanes' choice when that is done with the row.
LaneChoice rearranged(const TimelineScope& scope, std::size_t row, LaneIntent::Way way);

void layLaneCursor(Picture& picture, const TimelineScope& scope);  // around the name
void layLaneDrop(Picture& picture, const TimelineScope& scope);    // where it would come to stand
// Why a row stays where it is; "" where it can be moved.
QString whyUnmoved(const TimelineScope& scope, std::size_t row);

}  // namespace heddle
