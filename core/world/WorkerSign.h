// SPDX-License-Identifier: MIT
// What tells a worker's state at a glance: a colour by meaning, and a sign, for it is never told by colour
// alone.
#pragma once

#include "core/world/WorkerState.h"

#include <cstdint>

namespace heddle {

// Numbers are told to the page: resources/player/player.css.
enum class StateTone : std::uint8_t { idle, runs, waitsMessage, waitsLock, held, died };

StateTone stateToneOf(const WorkerState& worker);  // Thread: any
const char* signOf(const WorkerState& worker);     // "▶" runs, "…" waits for a message. Thread: any

}  // namespace heddle
