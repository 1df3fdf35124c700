// SPDX-License-Identifier: MIT
// How a run's next worker is chosen, as asked for on the command line or in the window.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace heddle {

enum class ChooserKind : std::uint8_t { none, roundRobin, random, pct, byHand };  // none: a free run

struct Choosing {
    ChooserKind kind = ChooserKind::none;
    std::uint64_t seed = 0;
    std::uint32_t orders = 3;    // pct: of how many orderings a bug may consist
    std::uint32_t length = 300;  // pct: how many grants the run is expected to have
    bool waitsForWord = false;   // lets nobody go until it is told to, each time

    bool isHeld() const { return kind != ChooserKind::none; }
    bool isStepped() const { return kind == ChooserKind::byHand || (isHeld() && waitsForWord); }
    bool isSameChooser(const Choosing& other) const {
        return kind == other.kind && seed == other.seed && orders == other.orders && length == other.length;
    }
    bool operator==(const Choosing&) const = default;
};

std::string_view nameOf(ChooserKind);  // "none", "round-robin", "random", "pct", "hand"

// As a chooser is asked for and told: "random", "pct", "pct:5" with its orders. None: there is no such
// chooser.
std::optional<Choosing> choosingNamed(std::string_view words);
std::string wordsFor(const Choosing& choosing);

}  // namespace heddle
