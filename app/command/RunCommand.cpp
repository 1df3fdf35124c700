// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RunCommand.h"

#include "app/command/LessonChoice.h"
#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"
#include "app/command/Stepping.h"

#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string lesson;
    std::vector<std::string> assignments;
    RunOptions options;
};

int perform(const Arguments& arguments) {
    const LessonShelf shelf = readLessons(installedLessonsFolder());
    const Result<LessonChoice> choice = chooseLesson(shelf, arguments.lesson, arguments.assignments);
    if (!choice)
        return saidAs(ExitCode::wrongUse, choice.error().sentence);
    RunRequest request;
    request.lesson = choice->lesson.name;
    request.parameters = choice->parameters;
    request.command = {choice->lesson.program.string()};
    for (const auto& [name, value] : choice->parameters)
        request.command.push_back(name + "=" + value);
    if (const Result<void> options = arguments.options.applyTo(request); !options)
        return saidAs(ExitCode::wrongUse, options.error().sentence);
    if (arguments.options.isInteractive())
        return Stepping(std::move(request), arguments.options.strictness()).perform();
    return recordRun(std::move(request), arguments.options.strictness());
}

}  // namespace

Command runCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("run", "Run a lesson, record it, and say what was found");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("LESSON", arguments->lesson, "One of `heddle lessons`")->type_name("")->required();
    grammar->add_option("NAME=VALUE", arguments->assignments, "What is to be other than by default")
        ->type_name("");
    arguments->options.addTo(*grammar);
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
