// SPDX-License-Identifier: MIT
// Whose turn it is where all take turns.
#pragma once

#include "core/schedule/Chooser.h"

#include <cstddef>
#include <span>

namespace heddle {

// The place of the next worker after `last`, by number, and after the highest of the lowest. Whose time would
// have to come first is next only where all are such; who would only wait has its turn as all others.
// `candidates` are not empty. Thread: any.
std::size_t nextInTurn(std::span<const Candidate> candidates, WorkerId last);

}  // namespace heddle
