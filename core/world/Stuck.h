// SPDX-License-Identifier: MIT
// Everybody waits, and nobody is left to end it.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/world/World.h"

#include <optional>

namespace heddle {

// Nobody can go on, none is still to begin, and time helps nobody. Thread: any.
bool standsStill(const World& world);

// None while anybody can go on, or will when time has passed, and where a deadlock explains every wait.
// Thread: any.
std::optional<Verdict> stuck(const World& world);

}  // namespace heddle
