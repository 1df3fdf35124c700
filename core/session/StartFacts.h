// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/RunRequest.h"

namespace heddle {

// What is known of a run before anything has happened: what was asked for, and when. Thread: any.
RunFacts factsAtStart(const RunRequest& request);

}  // namespace heddle
