// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace heddle {

class Actions;

// What a key does on the stage or on the timeline alone: by name it is done as by that key. All that is given
// lives as long as the actions. Thread: GUI only.
void connectLocal(Actions& actions, QWidget& stage, QWidget& timeline);

}  // namespace heddle
