// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ExitCode.h"

#include <algorithm>

namespace heddle {
namespace {

ExitCode codeOf(const RunFacts& facts, Strictness strictness) {
    const bool isTroubled =
        std::any_of(facts.verdicts.begin(), facts.verdicts.end(), [&](const Verdict& verdict) {
            return verdict.isTrouble || strictness == Strictness::notesToo;
        });
    switch (facts.ending) {
    case Ending::timeout:
        return ExitCode::timeout;
    case Ending::failed:
        return ExitCode::programFailed;
    case Ending::stuck:
        return ExitCode::trouble;
    case Ending::finished:
        return isTroubled ? ExitCode::trouble : ExitCode::fine;
    case Ending::running:
    case Ending::stopped:
    case Ending::cut:
    case Ending::heddleFailed:
        break;
    }
    return ExitCode::heddleFailed;  // whoever asked for the stop is no program's fault, and no finish either
}

}  // namespace

int exitCodeOf(const RunFacts& facts, Strictness strictness, std::optional<int> stoppedBy) {
    const bool wasStopped = facts.ending == Ending::stopped || facts.ending == Ending::failed;
    if (stoppedBy && wasStopped)  // Ctrl+C reaches the program too, which may have failed of it
        return 128 + *stoppedBy;
    return static_cast<int>(codeOf(facts, strictness));
}

}  // namespace heddle
