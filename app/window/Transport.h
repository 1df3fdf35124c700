// SPDX-License-Identifier: GPL-3.0-or-later
// Lets actions move time, and shows in them what that does. A step forward, and to play, is StepDesk's.
#pragma once

namespace heddle {

class Actions;
class Playback;

// Thread: GUI only.
void connectTransport(Actions& actions, Playback& playback);

}  // namespace heddle
