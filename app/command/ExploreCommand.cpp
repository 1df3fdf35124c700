// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ExploreCommand.h"

#include "app/command/EndingSignals.h"
#include "app/command/ExploreReport.h"
#include "app/command/LessonChoice.h"
#include "app/command/Numbers.h"
#include "app/command/Speech.h"

#include <atomic>
#include <iostream>
#include <memory>

namespace heddle {
namespace {

constexpr std::uint64_t mostTries = 1'000'000;

struct Arguments {
    std::string lesson, tries = "200", seed = "1", folder;
    std::vector<std::string> assignments;
    bool asJson = false;
};

Result<ExploreRequest> requestFrom(const Arguments& arguments) {
    const Result<LessonChoice> choice =
        chooseLesson(readLessons(installedLessonsFolder()), arguments.lesson, arguments.assignments);
    if (!choice)
        return tl::unexpected(choice.error());
    const Result<std::uint64_t> tries = wholeNumberFrom("--tries", arguments.tries, 1, mostTries);
    if (!tries)
        return tl::unexpected(tries.error());
    const Result<std::uint64_t> seed = wholeNumberFrom("--seed", arguments.seed);
    if (!seed)
        return tl::unexpected(seed.error());
    ExploreRequest request;
    request.program.lesson = choice->lesson.name;
    request.program.parameters = choice->parameters;
    request.program.command = {choice->lesson.program.string()};
    for (const auto& [name, value] : choice->parameters)
        request.program.command.push_back(name + "=" + value);
    request.tries = static_cast<int>(*tries);
    request.seed = *seed;
    request.folder = arguments.folder;
    return request;
}

int perform(const Arguments& arguments) {
    Result<ExploreRequest> request = requestFrom(arguments);
    if (!request)
        return saidAs(ExitCode::wrongUse, request.error().sentence);
    EndingSignals signals;  // ahead of every thread
    std::atomic<bool> isAsked{false};
    signals.watch([&isAsked] { isAsked = true; });
    request->isToStop = [&isAsked] { return isAsked.load(); };
    const Result<Exploration> found = explore(*request);
    if (!found)
        return saidAs(ExitCode::heddleFailed, found.error().sentence);
    std::cout << (arguments.asJson ? explorationJson(*found, request->program)
                                   : explorationText(*found, request->program));
    const int written = writtenTo(std::cout);
    if (const std::optional<int> signal = signals.received())
        return 128 + *signal;
    return written != 0 ? written : static_cast<int>(exitCodeOf(*found));
}

}  // namespace

Command exploreCommand(CLI::App& app) {
    CLI::App* grammar =
        app.add_subcommand("explore", "Try many schedules of a lesson, and say what can come of it");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("LESSON", arguments->lesson, "One of `heddle lessons`")->type_name("")->required();
    grammar->add_option("NAME=VALUE", arguments->assignments, "What is to be other than by default")
        ->type_name("");
    grammar->add_option("--tries", arguments->tries, "How many schedules")
        ->type_name("N")
        ->default_str("200");
    grammar->add_option("--seed", arguments->seed, "Of the first of them; each has the next")
        ->type_name("N")
        ->default_str("1");
    grammar
        ->add_option("-o,--output", arguments->folder,
                     "Keep a trace of each outcome there; of one that fails with few changes of worker")
        ->type_name("FOLDER");
    grammar->add_flag("--json", arguments->asJson, "As one JSON object");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
