// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a lane by its name.
#pragma once

#include "app/timeline/TimelineScene.h"

#include <functional>

class QMenu;

namespace heddle {

// For the row at a height of the widget. Each entry hands the lanes' new choice to `choose`; where a run is
// to stand still, as a filter of events, goes to `stopAt`. Thread: GUI only.
void fillLaneMenu(QMenu& menu, const TimelineScope& scope, double y,
                  const std::function<void(const LaneChoice&)>& choose,
                  const std::function<void(const QString&)>& stopAt = {});

}  // namespace heddle
