// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Time.h"

#include <chrono>
#include <cstdint>

namespace heddle {

// How long a caller is ready to wait.
struct Patience {
    enum class Kind : std::uint8_t { none, forever, atMost } kind = Kind::forever;
    Span span;

    static Patience none() { return {Kind::none, {}}; }
    static Patience forever() { return {Kind::forever, {}}; }
    static Patience atMost(std::chrono::nanoseconds d) { return {Kind::atMost, {d.count()}}; }
};

enum class Wake : std::uint8_t { retry, timeout };

}  // namespace heddle
