// SPDX-License-Identifier: GPL-3.0-or-later
// What a world knows of one object, in words: who holds it, what it holds, who is told and has not gone on.
#pragma once

#include "app/models/StateClause.h"
#include "core/trace/ShownNames.h"
#include "core/world/World.h"

#include <string>

namespace heddle {

// Each goes on from the object's name: "holds 1 of 4: 9". Empty: there is nothing to know. Who waits in line
// is not among it. Thread: any.
Clauses stateOf(const World& world, const ObjectState& object, ShownNames& names);
std::string stateText(const World& world, const ObjectState& object, ShownNames& names);  // all of it

}  // namespace heddle
