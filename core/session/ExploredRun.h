// SPDX-License-Identifier: MIT
#pragma once

#include "core/schedule/Stretches.h"
#include "core/session/Explorer.h"

namespace heddle {

// One run of an exploration, whole. Thread: any.
struct ExploredRun {
    ExploredOutcome outcome;  // as if it were the only one
    std::string key;          // the same for outcomes that are alike

    static Result<ExploredRun> play(RunRequest request);
};

// The request of a try, from 1; of `expectedLength` grants.
RunRequest requestOfTry(const ExploreRequest& request, int number, std::size_t expectedLength);

}  // namespace heddle
