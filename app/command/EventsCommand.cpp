// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/EventsCommand.h"

#include "app/command/Speech.h"
#include "core/format/EventJson.h"
#include "core/trace/Filter.h"
#include "core/trace/TraceFile.h"

#include <iostream>
#include <memory>

namespace heddle {
namespace {

struct Arguments {
    std::string file, filter;
    bool asJson = false;
};

void print(const std::shared_ptr<const Trace>& trace, const Filter& filter, bool asJson) {
    Describer describer(trace);
    const std::size_t size = trace->size();
    for (std::size_t index = 0; index < size && std::cout.good(); ++index)
        if (filter.matches(describer, index))
            std::cout << (asJson ? eventJson(describer, index) : describer.inEnglish(index)) << "\n";
}

int perform(const Arguments& arguments) {
    const Result<Filter> filter = Filter::parse(arguments.filter);
    if (!filter)
        return saidAs(ExitCode::wrongUse, filter.error().sentence);
    const auto trace = openTrace(arguments.file);
    if (!trace)
        return saidAs(ExitCode::wrongUse, trace.error().sentence);
    for (const std::string& warning : (*trace)->facts().warnings)
        say("warning: " + warning);
    print(*trace, *filter, arguments.asJson);
    return writtenTo(std::cout);
}

}  // namespace

Command eventsCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("events", "What happened, one sentence a line");
    auto arguments = std::make_shared<Arguments>();
    grammar->add_option("FILE", arguments->file, "A trace")->type_name("")->required();
    grammar
        ->add_option("--filter", arguments->filter, "Terms with blanks between them, all of which must hold")
        ->type_name("FILTER");
    grammar->add_flag("--json", arguments->asJson, "One JSON object a line");
    grammar->footer(
        "FILTER: worker=consumer-*  object=jobs  op=queue.get|queue.put  phase=waits  outcome!=ok  "
        "depth=program\n"
        "message=7  file=program.cpp  line=12  step=10..20  time=1ms..2ms, and words that must be in the "
        "sentence\n"
        "or in the name of the operation;\n"
        "* matches any run of characters.");
    return {grammar, [arguments] { return perform(*arguments); }};
}

}  // namespace heddle
