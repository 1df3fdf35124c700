// SPDX-License-Identifier: GPL-3.0-or-later
// Does a run tell anything that is seen only by whoever looks as deep as that? Thread: GUI only.
#pragma once

#include "core/event/Op.h"

namespace heddle {

class TraceModel;

bool tellsAt(const TraceModel& model, Depth depth);     // nothing is told of an empty run: yes
bool tellsBelow(const TraceModel& model, Depth depth);  // deeper than that

}  // namespace heddle
