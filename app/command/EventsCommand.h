// SPDX-License-Identifier: GPL-3.0-or-later
// heddle events FILE [--filter FILTER] [--json]
#pragma once

#include "app/command/Command.h"

namespace heddle {

Command eventsCommand(CLI::App& app);

}  // namespace heddle
