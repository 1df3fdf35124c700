// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RunOptions.h"

#include "app/command/Numbers.h"

#include <array>

namespace heddle {
namespace {

Result<ChooserKind> chooserNamed(const std::string& typed) {
    std::string allowed;
    for (ChooserKind kind : {ChooserKind::roundRobin, ChooserKind::random}) {
        if (typed == nameOf(kind))
            return kind;
        allowed += (allowed.empty() ? "" : " or ") + std::string(nameOf(kind));
    }
    return failure("--step " + typed + " is not allowed; it takes " + allowed);
}

}  // namespace

void RunOptions::addTo(CLI::App& grammar) {
    CLI::Option* free = grammar.add_flag("--free", m_isFree, "Let all workers go (the default)");
    grammar
        .add_option("--step", m_chooser, "Hold all workers, and let one go at a time: round-robin or random")
        ->type_name("CHOOSER")
        ->excludes(free);
    grammar.add_option("--seed", m_seed, "Of the chooser, and of the lesson's own choices")
        ->type_name("N")
        ->default_str("0");
    grammar.add_option("--timeout", m_timeout, "End the run after so many seconds; exit code 5")
        ->type_name("S");
    grammar.add_flag("--lossy", m_isLossy, "A full ring counts what it loses; else its worker waits");
    grammar.add_flag("--strict", m_isStrict, "Exit code 3 for a note too, not only for a trouble");
    grammar.add_option("-o,--output", m_file, "Save the trace while the run goes on")->type_name("FILE");
}

Result<void> RunOptions::applyTo(RunRequest& request) const {
    if (!m_chooser.empty()) {
        const Result<ChooserKind> chooser = chooserNamed(m_chooser);
        if (!chooser)
            return tl::unexpected(chooser.error());
        request.choosing.kind = *chooser;
    }
    const Result<std::uint64_t> seed = wholeNumberFrom("--seed", m_seed);
    if (!seed)
        return tl::unexpected(seed.error());
    request.choosing.seed = *seed;
    if (m_timeout) {
        const Result<Span> timeout = secondsFrom("--timeout", *m_timeout);
        if (!timeout)
            return tl::unexpected(timeout.error());
        request.timeout = *timeout;
    }
    request.isLossy = m_isLossy;
    if (!m_file.empty())
        request.saveTo = m_file;
    return {};
}

}  // namespace heddle
