// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson as it is asked for on the command line: its name, and NAME=VALUE for what is to be other than by
// default.
#pragma once

#include "core/session/Lessons.h"

#include <map>
#include <string>
#include <vector>

namespace heddle {

struct LessonChoice {
    Lesson lesson;
    std::map<std::string, std::string> parameters;  // complete
};

// One sentence for a name that no lesson has, a word that is not NAME=VALUE, a name given twice, or a value
// that is not allowed. Thread: any.
Result<LessonChoice> chooseLesson(const LessonShelf& shelf, const std::string& name,
                                  const std::vector<std::string>& assignments);

}  // namespace heddle
