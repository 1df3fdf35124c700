// SPDX-License-Identifier: GPL-3.0-or-later
// heddle explore LESSON [NAME=VALUE…] [--tries N] [--seed N] [-o FOLDER] [--json]
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command exploreCommand(CLI::App& app);

}  // namespace heddle
