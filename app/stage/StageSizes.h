// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that both the plan of the stage and its drawing go by.
#pragma once

#include <cstddef>

namespace heddle {

constexpr double bulgePx = 24;         // of a way beside the boxes that it is between
constexpr std::size_t mostWithin = 4;  // variables that are drawn in one box; of more it is told how many
constexpr double largestFit = 1.25;    // of what would have room for more
constexpr double legibleScale = 0.75;  // below it names are too small to be read
constexpr double waitersPx = 22;       // below a thing, where they are named
constexpr double memoryPx = 20;        // the height of a variable below a worker

}  // namespace heddle
