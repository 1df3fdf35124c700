// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LessonsCommand.h"

#include "app/command/LessonList.h"
#include "app/command/Speech.h"

#include <iostream>
#include <memory>

namespace heddle {
namespace {

int perform(bool asJson) {
    const LessonShelf shelf = readLessons(installedLessonsFolder());
    for (const std::string& warning : shelf.warnings)
        say(warning);
    std::cout << (asJson ? lessonsAsJson(shelf.lessons) : lessonsAsText(shelf.lessons));
    return writtenTo(std::cout);
}

}  // namespace

Command lessonsCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("lessons", "What there is, with parameters, defaults and ranges");
    auto asJson = std::make_shared<bool>(false);
    grammar->add_flag("--json", *asJson, "As JSON");
    return {grammar, [asJson] { return perform(*asJson); }};
}

}  // namespace heddle
