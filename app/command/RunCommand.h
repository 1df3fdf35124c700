// SPDX-License-Identifier: GPL-3.0-or-later
// heddle run LESSON [NAME=VALUE…] [options]
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command runCommand(CLI::App& app);

}  // namespace heddle
