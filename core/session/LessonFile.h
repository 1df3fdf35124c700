// SPDX-License-Identifier: MIT
// lesson.json: what a lesson is called, where it stands in the course, and what can be set in it.
#pragma once

#include "core/base/Result.h"
#include "core/session/Lessons.h"

#include <string_view>

namespace heddle {

// Fills title, chapter, place and parameters. A key that nobody knows is refused, so that a slip of the pen
// is told and not passed over. Errors: one sentence that begins with "lesson.json: ". Thread: any.
Result<Lesson> readLessonFile(std::string_view json);

// `typed` as the parameter's value in its one canonical spelling ("007" is "7"), or one sentence with what is
// allowed. Thread: any.
Result<std::string> valueOf(const LessonParameter& parameter, std::string_view typed);

}  // namespace heddle
