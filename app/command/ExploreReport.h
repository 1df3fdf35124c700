// SPDX-License-Identifier: GPL-3.0-or-later
// What an exploration has found, to be read by people or by programs. The JSON is stable: fields are added,
// never changed.
#pragma once

#include "app/command/ExitCode.h"
#include "core/session/Explorer.h"

#include <string>

namespace heddle {

// A histogram: a line for each outcome, the most frequent first; under one that fails how to see it again.
std::string explorationText(const Exploration& exploration, const RunRequest& of);

// {"lesson", "parameters", "tries", "milliseconds", "outcomes": [{"sentence", "count", "ending", "isFailing",
//  "troubles": [KIND], "firstTry", "chooser", "seed", "grants", "changes", "changesFound", "file": PATH|null,
//  "complaint"}], "complaint"}
std::string explorationJson(const Exploration& exploration, const RunRequest& of);

// As of the worst of the runs: 1 before 5 before 4 before 3.
ExitCode exitCodeOf(const Exploration& exploration);

}  // namespace heddle
