// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LessonChoice.h"

#include <algorithm>

namespace heddle {
namespace {

tl::unexpected<Error> noSuchLesson(const LessonShelf& shelf, const std::string& name) {
    std::string names;
    for (const Lesson& lesson : shelf.lessons)
        names += (names.empty() ? "" : ", ") + lesson.name;
    // A lesson that is there but broken is told as that.
    for (const std::string& warning : shelf.warnings)
        if (warning.starts_with("read lesson \"" + name + "\"") || shelf.lessons.empty())
            return failure(warning);
    return failure("there is no lesson \"" + name + "\"; there are " + names);
}

}  // namespace

Result<LessonChoice> chooseLesson(const LessonShelf& shelf, const std::string& name,
                                  const std::vector<std::string>& assignments) {
    const auto lesson = std::find_if(shelf.lessons.begin(), shelf.lessons.end(),
                                     [&](const Lesson& each) { return each.name == name; });
    if (lesson == shelf.lessons.end())
        return noSuchLesson(shelf, name);
    std::map<std::string, std::string> given;
    for (const std::string& assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return failure("lesson \"" + name + "\": \"" + assignment +
                           "\" is not a parameter; write NAME=VALUE");
        if (!given.emplace(assignment.substr(0, equals), assignment.substr(equals + 1)).second)
            return failure("lesson \"" + name + "\": " + assignment.substr(0, equals) + " is given twice");
    }
    auto parameters = resolveParameters(*lesson, given);
    if (!parameters)
        return tl::unexpected(parameters.error());
    return LessonChoice{*lesson, std::move(*parameters)};
}

}  // namespace heddle
