// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with for good, by the world at the moment: stepping back it lives again. Thread: GUI only.
#pragma once

#include "app/stage/StageScope.h"

namespace heddle {

bool hasEnded(const StageScope& scope, ProcessId process);
bool isClosed(const ObjectState* end);                        // by every process; null: not yet there
bool isOver(const StageScope& scope, const StageBox& thing);  // all of it is closed, or its keeper has ended

}  // namespace heddle
