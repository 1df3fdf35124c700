// SPDX-License-Identifier: MIT
// What keeps the order of an earlier run from being followed.
#pragma once

#include "core/trace/RunFacts.h"

#include <cstdint>
#include <optional>

namespace heddle {

struct Hindrance {
    enum class Kind : std::uint8_t {
        wasFree,
        wasFreeAtFirst,
        noOrder,      // it was held, and none of its grants is known
        cutOff,       // before its order was written
        lostBehind,   // the step: its file was cut or damaged
        freeBehind,   // the step
        deathBehind,  // the step: somebody from outside killed a process, which no grant brings again
    };
    Kind kind = Kind::wasFree;
    std::int64_t step = 0;  // the last up to which it can be followed
};

// Up to a step, or as far as its grants go. None: nothing does. Thread: any.
std::optional<Hindrance> hindranceTo(const RunFacts& facts, std::optional<std::int64_t> step);

}  // namespace heddle
