// SPDX-License-Identifier: GPL-3.0-or-later
// heddle lessons [--json]
#pragma once

#include "app/command/Command.h"
#include "core/session/Lessons.h"

#include <string>

namespace heddle {

Command lessonsCommand(CLI::App& app);

// What it prints. Thread: any.
std::string lessonsAsText(const std::vector<Lesson>& lessons);
std::string lessonsAsJson(const std::vector<Lesson>& lessons);

}  // namespace heddle
