// SPDX-License-Identifier: GPL-3.0-or-later
// heddle info FILE [--json]
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command infoCommand(CLI::App& app);

}  // namespace heddle
