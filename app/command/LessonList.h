// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons as `heddle lessons` prints them.
#pragma once

#include "core/session/Lessons.h"

#include <string>

namespace heddle {

// A line for each lesson, and one for each of its parameters. Thread: any.
std::string lessonsAsText(const std::vector<Lesson>& lessons);

// A list of objects: name, title, chapter, place, parameters (name, type, default, least and most or choices,
// label); title and label by language. Stable: other programs read it. Thread: any.
std::string lessonsAsJson(const std::vector<Lesson>& lessons);

}  // namespace heddle
