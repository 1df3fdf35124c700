// SPDX-License-Identifier: MIT
// A whole world as text, so that two can be compared and their difference read.
#pragma once

#include "core/world/World.h"

#include <string>

namespace heddle {

// A line for each worker and object, with everything that is known of it; ids as numbers.
std::string written(const World& world);

}  // namespace heddle
