// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RecordCommand.h"

#include "app/command/FindProgram.h"
#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"
#include "app/command/Stepping.h"

#include <memory>

namespace heddle {
namespace {

int perform(const RunOptions& options, const std::vector<std::string>& program) {
    if (program.empty())
        return saidAs(ExitCode::wrongUse,
                      "record what? Write the program behind two dashes: heddle record -- PROGRAM");
    RunRequest request;
    request.command = program;
    if (const Result<void> applied = options.applyTo(request); !applied)
        return saidAs(ExitCode::wrongUse, applied.error().sentence);
    if (!isFound(program.front()))
        return saidAs(ExitCode::wrongUse,
                      "record \"" + program.front() + "\": there is no such program that can be run");
    if (options.isInteractive())
        return Stepping(std::move(request), options.strictness()).perform();
    return recordRun(std::move(request), options.strictness());
}

}  // namespace

Command recordCommand(CLI::App& app, std::vector<std::string> program) {
    CLI::App* grammar =
        app.add_subcommand("record", "Run and record a program of yours, linked with Heddle's library");
    auto options = std::make_shared<RunOptions>();
    options->addTo(*grammar);
    grammar->footer(
        "Behind two dashes stands the program: heddle record -o mine.heddle -- ./mine --its-own option");
    return {grammar, [options, program = std::move(program)] { return perform(*options, program); }};
}

}  // namespace heddle
