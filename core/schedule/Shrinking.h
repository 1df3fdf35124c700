// SPDX-License-Identifier: MIT
// Few changes of worker that still lead where schedules led: delta debugging (Zeller and Hildebrandt, TSE
// 2002) over their stretches, and then two stretches of a worker made one.
#pragma once

#include "core/schedule/Stretches.h"

#include <functional>
#include <optional>
#include <vector>

namespace heddle {

// The grants of the run that followed these stretches, if it led there again; none: it did not.
using ShrinkAttempt =
    std::function<std::optional<std::vector<GrantRecord>>(const std::vector<Stretch>& stretches)>;

// All of these lead there, and each may come to another end. The answer leads there with no more changes of
// worker than any, after that many attempts at most, and is always one that was run. Thread: any.
std::vector<GrantRecord> shrunk(std::vector<std::vector<GrantRecord>> schedules, int mostAttempts,
                                const ShrinkAttempt& attempt);

}  // namespace heddle
