// SPDX-License-Identifier: GPL-3.0-or-later
// The actions that change what the timeline shows, and how. Thread: GUI only.
#pragma once

namespace heddle {

class Actions;
class TimelineView;

void connectTimeline(Actions& actions, TimelineView& timeline);

}  // namespace heddle
