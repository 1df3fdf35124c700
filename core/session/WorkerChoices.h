// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/Aside.h"
#include "core/session/Choices.h"
#include "core/session/Situation.h"

#include <vector>

namespace heddle {

// A row for each worker that the world has heard of, and for whoever is away and has told nothing yet. What
// lies deeper than `steps` goes on by itself. Thread: any.
std::vector<WorkerChoice> workerChoices(const World& world, const Situation& now, Depth steps,
                                        const Aside& aside, const std::vector<Away>& away);

}  // namespace heddle
