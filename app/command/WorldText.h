// SPDX-License-Identifier: GPL-3.0-or-later
// A world for the terminal: a line for each worker that lives and each object that holds something.
#pragma once

#include "core/trace/ShownNames.h"
#include "core/world/World.h"

#include <functional>
#include <string>

namespace heddle {

// `mark` says what begins a worker's line; by default nothing does. Thread: any.
std::string worldText(const World& world, ShownNames& names,
                      const std::function<std::string(WorkerId)>& mark = {});
std::string objectText(const World& world, ObjectId object, ShownNames& names);  // "": nothing to be said
std::string workerText(const World& world, WorkerId worker, ShownNames& names);

}  // namespace heddle
