// SPDX-License-Identifier: GPL-3.0-or-later
// What `heddle` says to the shell when it ends.
#pragma once

#include "core/trace/RunFacts.h"

#include <optional>

namespace heddle {

enum class ExitCode : int {
    fine = 0,  // the program finished and no trouble was found
    heddleFailed = 1,
    wrongUse = 2,  // or an unreadable file
    trouble = 3,
    programFailed = 4,  // exit code, signal, uncaught exception, failed check
    timeout = 5,
};

enum class Strictness { troubles, notesToo };

// 5 before 4 before 3. `stoppedBy`: the signal by which Heddle was asked to stop the run; 128 + signal then,
// as shells say it, unless the run had come to an end of its own. Thread: any.
int exitCodeOf(const RunFacts& facts, Strictness strictness, std::optional<int> stoppedBy = {});

}  // namespace heddle
