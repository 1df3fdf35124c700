// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RecordCommand.h"

#include "app/command/Recording.h"
#include "app/command/RunOptions.h"
#include "app/command/Speech.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <unistd.h>

namespace heddle {
namespace {

namespace fs = std::filesystem;

bool canBeRun(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

// As a shell finds it: by PATH, unless there is a slash in it.
bool isFound(const std::string& program) {
    if (program.find('/') != std::string::npos)
        return canBeRun(program);
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (canBeRun(fs::path(folder) / program))
            return true;
    return false;
}

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
