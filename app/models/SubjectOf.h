// SPDX-License-Identifier: GPL-3.0-or-later
// Whom or what a lane is of. Plain functions. Thread: GUI only.
#pragma once

#include "app/models/Subject.h"
#include "app/models/TraceModel.h"

namespace heddle {

// What is one thing to whoever looks: both ends of a pipe, in the order in which they came.
std::vector<ObjectId> thingOf(const TraceModel& model, ObjectId object);

Subject subjectOf(const TraceModel& model, const Lane& lane);

}  // namespace heddle
