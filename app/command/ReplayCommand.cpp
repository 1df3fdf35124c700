// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ReplayCommand.h"

#include "app/command/FindProgram.h"
#include "app/command/LessonChoice.h"
#include "app/command/Numbers.h"
#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"
#include "core/trace/TraceFile.h"

#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string file, then = "round-robin", into;
    std::optional<std::string> until, timeout;
};

// The program as it is installed here: what the file says of a lesson's is a path on somebody's machine.
Result<RunRequest> programOf(const RunFacts& facts) {
    RunRequest request;
    if (facts.lesson.empty()) {
        request.command = facts.command;
        if (facts.command.empty() || !isFound(facts.command.front()))
            return failure("its program \"" + (facts.command.empty() ? "" : facts.command.front()) +
                           "\" is not here");
        return request;
    }
    std::vector<std::string> assignments;
    for (const auto& [name, value] : facts.parameters)
        assignments.push_back(name + "=" + value);
    const Result<LessonChoice> choice =
        chooseLesson(readLessons(installedLessonsFolder()), facts.lesson, assignments);
    if (!choice)
        return failure(choice.error().sentence);
    request.lesson = choice->lesson.name;
    request.parameters = choice->parameters;
    request.command = {choice->lesson.program.string()};
    request.command.insert(request.command.end(), assignments.begin(), assignments.end());
    return request;
}

Result<RunRequest> requestFor(const Arguments& arguments) {
    const std::string what = "replay \"" + arguments.file + "\": ";
    const auto trace = openTrace(arguments.file);
    if (!trace)
        return tl::unexpected(trace.error());
    const RunFacts facts = (*trace)->facts();
    if (facts.schedule.empty())
        return failure(what + "its run was free, and only one that was held has a schedule to follow");
    Result<RunRequest> request = programOf(facts);
    if (!request)
        return failure(what + request.error().sentence);
    const Result<Choosing> then = chooserFrom("--then", arguments.then);
    if (!then)
        return tl::unexpected(then.error());
    request->choosing = *then;
    request->choosing.seed = facts.seed;  // also of the program's own choices
    request->replay = ReplayOrder{facts.schedule, {}};
    if (arguments.until) {
        const Result<std::uint64_t> step = wholeNumberFrom("--until", *arguments.until);
        if (!step)
            return tl::unexpected(step.error());
        request->replay->untilStep = static_cast<std::int64_t>(std::min<std::uint64_t>(*step, INT64_MAX));
    }
    if (arguments.timeout) {
        const Result<Span> timeout = secondsFrom("--timeout", *arguments.timeout);
        if (!timeout)
            return tl::unexpected(timeout.error());
        request->timeout = *timeout;
    }
    if (!arguments.into.empty())
        request->saveTo = arguments.into;
    return request;
}

int perform(const Arguments& arguments) {
    Result<RunRequest> request = requestFor(arguments);
    if (!request)
        return saidAs(ExitCode::wrongUse, request.error().sentence);
    return recordRun(std::move(*request), Strictness::troubles);
}

}  // namespace

Command replayCommand(CLI::App& app) {
    CLI::App* grammar =
        app.add_subcommand("replay", "Run a program again, in the order in which a trace says it went");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("FILE", arguments->file, "The trace of a run in steps")->type_name("")->required();
    grammar->add_option("--until", arguments->until, "Follow it up to this step only")->type_name("STEP");
    grammar->add_option("--then", arguments->then, "Who chooses behind it: round-robin, random or pct:N")
        ->type_name("CHOOSER");
    grammar->add_option("--timeout", arguments->timeout, "End the run after so many seconds; exit code 5")
        ->type_name("S");
    grammar->add_option("-o,--output", arguments->into, "Save the trace of the new run")->type_name("FILE");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
