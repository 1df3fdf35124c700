// SPDX-License-Identifier: GPL-3.0-or-later
// heddle export FILE --to FORMAT [-o OUT] [--range A..B] [--depth D] · heddle export --formats
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command exportCommand(CLI::App& app);

}  // namespace heddle
