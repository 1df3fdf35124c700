// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ReplayCommand.h"

#include "app/command/Numbers.h"
#include "app/command/RecordedProgram.h"
#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"
#include "app/command/Stepping.h"
#include "app/command/SteppingOptions.h"
#include "core/trace/TraceFile.h"

#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string file, then = "round-robin", into;
    std::optional<std::string> until, timeout;
    SteppingOptions stepping;
};

// The schedule can be followed as far as all workers were held; "" when that is far enough.
std::string whyNot(const RunFacts& facts, std::optional<std::int64_t> until) {
    if (facts.schedule.empty() && facts.mode == "mixed")
        return "its run was free at first, and only one that was held from its start can be followed";
    if (facts.schedule.empty() && facts.mode == "free")
        return "its run was free, and only one that was held has a schedule to follow";
    if (facts.schedule.empty())
        return "its run was held, but its schedule is not in the file: that is cut off or damaged";
    if (!facts.letFreeAfterStep || (until && *until <= *facts.letFreeAfterStep))
        return "";
    const std::string step = std::to_string(*facts.letFreeAfterStep);
    return "its run was let free after step " + step + ", and can be followed up to there: --until " + step;
}

// Beyond a death that nobody of the program caused another run has somebody more; what it does is its own.
void warnOfDeaths(const RunFacts& facts, std::optional<std::int64_t> until) {
    if (!facts.killedAfterStep || (until && *until <= *facts.killedAfterStep))
        return;
    const std::string step = std::to_string(*facts.killedAfterStep);
    say("warning: behind step " + step +
        " somebody from outside killed a process, which does not come again: " +
        "what follows may go another way (--until " + step + " ends before it)");
}

Result<RunRequest> requestFor(const Arguments& arguments) {
    const std::string what = "replay \"" + arguments.file + "\": ";
    const auto trace = openTrace(arguments.file);
    if (!trace)
        return tl::unexpected(trace.error());
    const RunFacts facts = (*trace)->facts();
    for (const std::string& warning : facts.warnings)
        say("warning: " + warning);
    std::optional<std::int64_t> until;
    if (arguments.until) {
        const Result<std::uint64_t> step = wholeNumberFrom("--until", *arguments.until);
        if (!step)
            return tl::unexpected(step.error());
        until = static_cast<std::int64_t>(std::min<std::uint64_t>(*step, INT64_MAX));
    }
    if (const std::string why = whyNot(facts, until); !why.empty())
        return failure(what + why);
    warnOfDeaths(facts, until);
    Result<RunRequest> request = recordedProgram(facts, readLessons(installedLessonsFolder()));
    if (!request)
        return failure(what + request.error().sentence);
    const Result<Choosing> then = chooserFrom("--then", arguments.then);
    if (!then)
        return tl::unexpected(then.error());
    request->choosing = *then;
    request->choosing.seed = facts.seed;  // also of the program's own choices
    request->replay = orderOf(**trace, until);
    if (const Result<void> stepping =
            arguments.stepping.applyTo(*request, arguments.stepping.isInteractive());
        !stepping)
        return tl::unexpected(stepping.error());
    if (arguments.timeout) {
        const Result<Span> timeout = secondsFrom("--timeout", *arguments.timeout);
        if (!timeout)
            return tl::unexpected(timeout.error());
        request->timeout = *timeout;
    }
    return request;
}

int perform(const Arguments& arguments) {
    Result<RunRequest> request = requestFor(arguments);
    if (!request)
        return saidAs(ExitCode::wrongUse, request.error().sentence);
    if (!arguments.into.empty())
        request->saveTo = arguments.into;
    if (arguments.stepping.isInteractive())
        return Stepping(std::move(*request), Strictness::troubles).perform();
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
    arguments->stepping.addTo(*grammar);
    grammar->add_option("--timeout", arguments->timeout, "End the run after so many seconds; exit code 5")
        ->type_name("S");
    grammar->add_option("-o,--output", arguments->into, "Save the trace of the new run")->type_name("FILE");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
