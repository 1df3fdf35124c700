// SPDX-License-Identifier: MIT
// How a run's next worker is chosen, as asked for on the command line or in the window.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace heddle {

enum class ChooserKind : std::uint8_t { none, roundRobin, random };  // none: a free run

struct Choosing {
    ChooserKind kind = ChooserKind::none;
    std::uint64_t seed = 0;

    bool isHeld() const { return kind != ChooserKind::none; }
};

std::string_view nameOf(ChooserKind);  // "none", "round-robin", "random"
std::optional<ChooserKind> chooserNamed(std::string_view name);

}  // namespace heddle
