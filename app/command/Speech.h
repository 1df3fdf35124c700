// SPDX-License-Identifier: GPL-3.0-or-later
// What Heddle itself says goes to stderr, a sentence a line, so that stdout is the program's or the asked-for
// data's.
#pragma once

#include "app/command/ExitCode.h"
#include "core/base/Result.h"

#include <ostream>
#include <string_view>

namespace heddle {

void say(std::string_view sentence);  // "heddle: SENTENCE" on stderr. Thread: any.

// Says it, and is the exit code to go with.
int saidAs(ExitCode code, std::string_view sentence);

// Flushes `out` (standard output) and is the exit code: 0, or 1 with a sentence if not all could be written.
// Thread: any.
int writtenTo(std::ostream& out);

}  // namespace heddle
