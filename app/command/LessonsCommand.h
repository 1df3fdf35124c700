// SPDX-License-Identifier: GPL-3.0-or-later
// heddle lessons [--json]
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command lessonsCommand(CLI::App& app);

}  // namespace heddle
