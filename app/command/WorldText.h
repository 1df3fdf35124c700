// SPDX-License-Identifier: GPL-3.0-or-later
// A world for the terminal: a line for each worker that lives and each object that holds something.
#pragma once

#include "core/trace/ShownNames.h"
#include "core/world/World.h"

#include <string>

namespace heddle {

std::string worldText(const World& world, ShownNames& names);                    // Thread: any
std::string objectText(const World& world, ObjectId object, ShownNames& names);  // "": nothing to be said
std::string workerText(const World& world, WorkerId worker, ShownNames& names);

}  // namespace heddle
