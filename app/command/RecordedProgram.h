// SPDX-License-Identifier: GPL-3.0-or-later
// What a trace tells of the program that it was recorded of, to be run again here.
#pragma once

#include "core/session/Lessons.h"
#include "core/session/RunRequest.h"
#include "core/trace/RunFacts.h"

namespace heddle {

// The program as it is installed here: what a trace says of a lesson's is a path on somebody's machine. One
// sentence where it is not here. With the seed of the program's own choices; who is to choose is not told.
// Thread: any.
Result<RunRequest> recordedProgram(const RunFacts& facts, const LessonShelf& shelf);

}  // namespace heddle
