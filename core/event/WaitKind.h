// SPDX-License-Identifier: MIT
#pragma once

#include "core/event/Op.h"

#include <cstdint>

namespace heddle {

// What one waits for. Numbers go into files: append, never renumber.
enum class WaitKind : std::uint8_t { none, message, lock, sleep, last = sleep };

WaitKind waitKindOf(Op op);  // of an operation that waits. Thread: any

}  // namespace heddle
