// SPDX-License-Identifier: GPL-3.0-or-later
// What a world knows of one object, in words: who holds it, what it holds, who is told and has not gone on.
#pragma once

#include "core/trace/ShownNames.h"
#include "core/world/State.h"

#include <string>
#include <vector>

namespace heddle {

std::string stateText(const ObjectState& object,
                      ShownNames& names);                   // "": there is nothing to know. Thread: any
std::string listed(const std::vector<std::string>& parts);  // "[a, b]"

}  // namespace heddle
