// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RecoverCommand.h"

#include "app/command/Speech.h"
#include "core/trace/SameFile.h"
#include "core/trace/TraceFile.h"

#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string from, into;
};

int perform(const Arguments& arguments) {
    if (isSameFile(arguments.from, arguments.into))
        return saidAs(ExitCode::wrongUse,
                      "recover \"" + arguments.from +
                          "\": what is left of it would be written over; name another file");
    const Result<OpenedTrace> found = recoverTrace(arguments.from);
    if (!found)
        return saidAs(ExitCode::wrongUse, found.error().sentence);
    if (const Result<void> saved = saveTrace(found->trace, arguments.into, found->bookmarks); !saved)
        return saidAs(ExitCode::heddleFailed, saved.error().sentence);
    for (const std::string& loss : found->losses)
        say("lost: " + loss);
    for (const std::string& mended : found->mended)
        say("mended: " + mended);
    const RunFacts facts = found->trace->facts();
    say(std::to_string(found->trace->size()) + " events and " + std::to_string(facts.schedule.size()) +
        " grants are in " + arguments.into + (found->losses.empty() ? "; nothing was lost" : ""));
    return static_cast<int>(found->losses.empty() ? ExitCode::fine : ExitCode::trouble);
}

}  // namespace

Command recoverCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("recover", "Write what is left of a damaged trace as a sound one");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("BROKEN", arguments->from, "A trace that was cut or damaged")
        ->type_name("")
        ->required();
    grammar->add_option("-o,--output", arguments->into, "Where to; exit code 3 when something was lost")
        ->type_name("GOOD")
        ->required();
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
