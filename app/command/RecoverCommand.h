// SPDX-License-Identifier: GPL-3.0-or-later
// heddle recover BROKEN -o GOOD
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command recoverCommand(CLI::App& app);

}  // namespace heddle
