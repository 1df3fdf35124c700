// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ReplayCommand.h"

#include "app/bridge/StepWords.h"
#include "app/command/Numbers.h"
#include "app/command/RecordedProgram.h"
#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"
#include "app/command/Stepping.h"
#include "app/command/SteppingOptions.h"
#include "core/trace/SameFile.h"
#include "core/trace/TraceFile.h"

#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string file, into;
    std::optional<std::string> until, then, timeout;
    SteppingOptions stepping;
};

// "" where it can be followed so far, or to its end. Beyond a death that nobody of the program caused another
// run has somebody more; what it does is its own. What was lost of its order nobody makes up, unless told
// who.
std::string whyNot(const RunFacts& facts, std::optional<std::int64_t> until, bool saysWhoGoesOn) {
    using Kind = Hindrance::Kind;
    const auto hindrance = hindranceTo(facts, until.value_or(INT64_MAX));
    const bool goesOn = hindrance && hindrance->kind == Kind::lostBehind && !until && saysWhoGoesOn;
    if (!hindrance || goesOn)
        return "";
    const std::string untilThere = "--until " + std::to_string(hindrance->step);
    if (hindrance->kind == Kind::deathBehind) {
        say("warning: " + warningOf(*hindrance).toStdString() + " (" + untilThere + " ends before it)");
        return "";
    }
    const std::string why = wordsFor(*hindrance).toStdString();
    if (hindrance->kind == Kind::lostBehind)
        return why + ": " + untilThere + (until ? "" : ", or --then with who is to go on");
    return hindrance->kind == Kind::freeBehind ? why + ": " + untilThere : why;
}

Result<std::optional<std::int64_t>> untilOf(const Arguments& arguments) {
    if (!arguments.until)
        return std::nullopt;
    const Result<std::uint64_t> step = wholeNumberFrom("--until", *arguments.until);
    if (!step)
        return tl::unexpected(step.error());
    return static_cast<std::int64_t>(std::min<std::uint64_t>(*step, INT64_MAX));
}

Result<RunRequest> requestFor(const Arguments& arguments) {
    const std::string what = "replay \"" + arguments.file + "\": ";
    const auto trace = openTrace(arguments.file);
    if (!trace)
        return tl::unexpected(trace.error());
    const RunFacts facts = (*trace)->facts();
    for (const std::string& warning : facts.warnings)
        say("warning: " + warning);
    const Result<std::optional<std::int64_t>> until = untilOf(arguments);
    if (!until)
        return tl::unexpected(until.error());
    if (const std::string why = whyNot(facts, *until, arguments.then.has_value()); !why.empty())
        return failure(what + why);
    if (*until && **until > (*trace)->steps())
        return failure(what + "its run has no step " + *arguments.until + ", the last is " +
                       std::to_string((*trace)->steps()));
    Result<RunRequest> request = recordedProgram(facts, readLessons(installedLessonsFolder()));
    if (!request)
        return failure(what + request.error().sentence);
    const Result<Choosing> then = chooserFrom("--then", arguments.then.value_or("round-robin"));
    if (!then)
        return tl::unexpected(then.error());
    request->choosing = *then;
    request->choosing.seed = facts.seed;  // also of the program's own choices
    request->replay = orderOf(**trace, *until);
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
    if (!arguments.into.empty() && isSameFile(arguments.file, arguments.into))
        return saidAs(ExitCode::wrongUse,
                      "replay \"" + arguments.file +
                          "\": it would be written over while it is followed; -o takes another file");
    if (!arguments.into.empty())
        request->saveTo = arguments.into;
    if (arguments.stepping.isInteractive())
        return Stepping(std::move(*request), Strictness::troubles,
                        arguments.until ? Stepping::Following::atOnce : Stepping::Following::atOurWord)
            .perform();
    return recordRun(std::move(*request), Strictness::troubles);
}

}  // namespace

Command replayCommand(CLI::App& app) {
    CLI::App* grammar =
        app.add_subcommand("replay", "Run a program again, in the order in which a trace says it went");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("FILE", arguments->file, "The trace of a run in steps")->type_name("")->required();
    grammar->add_option("--until", arguments->until, "Follow it up to this step only")->type_name("STEP");
    grammar
        ->add_option("--then", arguments->then,
                     "Who chooses behind it: round-robin (the default), random or pct:N")
        ->type_name("CHOOSER");
    arguments->stepping.addTo(*grammar);
    grammar->add_option("--timeout", arguments->timeout, "End the run after so many seconds; exit code 5")
        ->type_name("S");
    grammar->add_option("-o,--output", arguments->into, "Save the trace of the new run")->type_name("FILE");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
