// SPDX-License-Identifier: MIT
// The page of resources/player, as it is built into this program: cmake/PlayerPage.cmake writes the .cpp.
#pragma once

#include <string_view>

namespace heddle {

// Between them stands what PagePacking packs.
extern const std::string_view playerPageAhead, playerPageBehind;

}  // namespace heddle
