// SPDX-License-Identifier: GPL-3.0-or-later
// heddle record [options] -- PROGRAM [ARG…]
#pragma once

#include "app/command/Command.h"

#include <string>
#include <vector>

namespace heddle {

// `program` is what stood behind the `--`, kept from the parser so that it reaches the program as it was
// typed.
Command recordCommand(CLI::App& app, std::vector<std::string> program);

}  // namespace heddle
