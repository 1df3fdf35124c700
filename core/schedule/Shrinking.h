// SPDX-License-Identifier: MIT
// The fewest changes of worker that still lead where a schedule led: delta debugging (Zeller and Hildebrandt,
// TSE 2002) over its stretches.
#pragma once

#include "core/schedule/Stretches.h"

#include <functional>
#include <optional>
#include <vector>

namespace heddle {

// The grants of the run that followed these stretches, if it led there again; none: it did not.
using ShrinkAttempt =
    std::function<std::optional<std::vector<GrantRecord>>(const std::vector<Stretch>& stretches)>;

// A schedule that leads there with no more changes of worker, after that many attempts at most. It is always
// one that was run. Thread: any.
std::vector<GrantRecord> shrunk(std::vector<GrantRecord> schedule, int mostAttempts,
                                const ShrinkAttempt& attempt);

}  // namespace heddle
