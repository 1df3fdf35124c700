// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RecordedProgram.h"

#include "app/command/FindProgram.h"
#include "app/command/LessonChoice.h"

#include <filesystem>

namespace heddle {

Result<RunRequest> recordedProgram(const RunFacts& facts, const LessonShelf& shelf) {
    RunRequest request;
    request.choosing.seed = facts.seed;
    if (facts.lesson.empty()) {
        request.command = facts.command;
        if (facts.command.empty() || !isFound(facts.command.front()))
            return failure("its program \"" + (facts.command.empty() ? "" : facts.command.front()) +
                           "\" is not here");
        std::error_code unknown;
        if (std::filesystem::is_directory(facts.folder, unknown))
            request.folder = facts.folder;  // else where we are: its arguments need not be of files
        return request;
    }
    std::vector<std::string> assignments;
    for (const auto& [name, value] : facts.parameters)
        assignments.push_back(name + "=" + value);
    const Result<LessonChoice> choice = chooseLesson(shelf, facts.lesson, assignments);
    if (!choice)
        return failure(choice.error().sentence);
    request.lesson = choice->lesson.name;
    request.parameters = choice->parameters;
    request.command = {choice->lesson.program.string()};
    request.command.insert(request.command.end(), assignments.begin(), assignments.end());
    return request;
}

}  // namespace heddle
