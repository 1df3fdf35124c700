// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RunOptions.h"

#include "app/command/Numbers.h"

#include <charconv>

namespace heddle {
namespace {

Result<double> paceFrom(const std::string& typed) {
    double pace = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), pace);
    if (error != std::errc{} || end != typed.data() + typed.size() || !(pace >= 0.01 && pace <= 100'000))
        return failure("--slow " + typed + " is not allowed; it takes operations per second, 0.01 to 100000");
    return pace;
}

}  // namespace

Result<Choosing> chooserFrom(const std::string& option, const std::string& typed) {
    const std::optional<Choosing> choosing = choosingNamed(typed);
    if (choosing && choosing->isHeld() && choosing->kind != ChooserKind::byHand)
        return *choosing;
    return failure(option + " " + typed +
                   " is not allowed; it takes round-robin, random, pct or pct:N, N from 1 to 100");
}

void RunOptions::addTo(CLI::App& grammar) {
    CLI::Option* free = grammar.add_flag("--free", m_isFree, "Let all workers go (the default)");
    grammar
        .add_option("--step", m_chooser,
                    "Hold all workers, and let one go at a time: round-robin, random, or pct:N, "
                    "which finds bugs of N orderings; hand: as --interactive")
        ->type_name("CHOOSER")
        ->excludes(free);
    grammar
        .add_option("--slow", m_pace,
                    "Slow motion: so many operations a second; the workers take turns, unless --step says "
                    "who chooses")
        ->type_name("OPS_PER_S")
        ->excludes(free);
    m_stepping.addTo(grammar);
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
    if (m_isFree && isInteractive())
        return failure("--interactive holds all workers, and --free lets them go: only one of the two");
    if (!m_chooser.empty() && m_chooser != "hand") {
        const Result<Choosing> choosing = chooserFrom("--step", m_chooser);
        if (!choosing)
            return tl::unexpected(choosing.error());
        request.choosing = *choosing;
    }
    if (m_pace) {
        const Result<double> pace = paceFrom(*m_pace);
        if (!pace)
            return tl::unexpected(pace.error());
        if (!request.choosing.isHeld())
            request.choosing.kind = ChooserKind::roundRobin;
        request.operationsPerSecond = *pace;
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
    if (const Result<void> stepping = m_stepping.applyTo(request, isInteractive()); !stepping)
        return stepping;
    request.isLossy = m_isLossy;
    if (!m_file.empty())
        request.saveTo = m_file;
    return {};
}

}  // namespace heddle
