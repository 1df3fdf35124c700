// SPDX-License-Identifier: GPL-3.0-or-later
// A run on the command line, from its start to the exit code.
#pragma once

#include "app/command/ExitCode.h"
#include "core/session/Run.h"

namespace heddle {

// Passes on what the program writes, stops and saves on Ctrl+C, says on stderr what came of it. Thread: the
// first.
int recordRun(RunRequest request, Strictness strictness);

}  // namespace heddle
