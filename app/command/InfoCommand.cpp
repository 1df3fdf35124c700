// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/InfoCommand.h"

#include "app/command/Speech.h"
#include "core/format/InfoJson.h"
#include "core/trace/TraceFile.h"

#include <iostream>
#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string file;
    bool asJson = false;
};

int perform(const Arguments& arguments) {
    const auto opened = openNotedTrace(arguments.file);
    if (!opened)
        return saidAs(ExitCode::wrongUse, opened.error().sentence);
    if (arguments.asJson)
        std::cout << infoJson(*opened->trace, opened->bookmarks) << "\n";
    else
        std::cout << infoText(*opened->trace, opened->bookmarks);
    return writtenTo(std::cout);
}

}  // namespace

Command infoCommand(CLI::App& app) {
    CLI::App* grammar =
        app.add_subcommand("info", "What a trace is about: workers, objects, counts, verdicts");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("FILE", arguments->file, "A trace")->type_name("")->required();
    grammar->add_flag("--json", arguments->asJson, "As one JSON object");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
