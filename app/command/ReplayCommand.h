// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command/Command.h"

namespace heddle {

// heddle replay FILE [--until STEP] [--then CHOOSER] [--seed N] [-o FILE]
Command replayCommand(CLI::App& app);

}  // namespace heddle
