// SPDX-License-Identifier: GPL-3.0-or-later
// Lets actions move time and the view of it, and shows in them what these do. A step forward is StepDesk's.
#pragma once

namespace heddle {

class Actions;
class Playback;
class TimelineView;

// Thread: GUI only.
void connectTransport(Actions& actions, Playback& playback);
void connectZoom(Actions& actions, TimelineView& timeline);
void connectDepth(Actions& actions, TimelineView& timeline);

}  // namespace heddle
