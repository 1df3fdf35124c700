// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/SteppingOptions.h"

namespace heddle {

void SteppingOptions::addTo(CLI::App& grammar) {
    grammar.add_flag("--interactive", m_isInteractive,
                     "Choose by hand: lists the workers, and reads who is to go; ? lists what else");
    grammar
        .add_option(
            "--break", m_breakpoints,
            "With --interactive: stand still where an event fits, or at \"trouble\"; several are allowed")
        ->type_name("FILTER")
        ->expected(1)
        ->take_all();
    grammar
        .add_option("--depth", m_depth, "What is stepped: program, or library, with what Heddle does itself")
        ->type_name("DEPTH")
        ->default_str("program");
}

Result<void> SteppingOptions::applyTo(RunRequest& request, bool isInteractive) const {
    if (m_depth != "program" && m_depth != "library")
        return failure("--depth " + m_depth + " is not allowed; it takes program or library");
    request.steps = m_depth == "library" ? Depth::library : Depth::program;
    if (!m_breakpoints.empty() && !isInteractive)
        return failure("--break is for --interactive: nobody else lets a run go on that stands");
    for (const std::string& words : m_breakpoints) {
        Result<Breakpoint> breakpoint = breakpointFrom(words);
        if (!breakpoint)
            return failure("--break \"" + words + "\": " + breakpoint.error().sentence);
        request.breakpoints.push_back(std::move(*breakpoint));
    }
    if (request.steps != Depth::program && !isInteractive && !request.choosing.isHeld())
        return failure("--depth library is for a run in steps: --step CHOOSER, or --interactive");
    return {};
}

}  // namespace heddle
