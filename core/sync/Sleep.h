// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"

#include <chrono>

namespace heddle {

// Does nothing for that long. Python: time.sleep. In held modes time is a virtual clock: it is over when
// nothing else can go and no deadline is earlier. Thread: any.
void sleepFor(std::chrono::nanoseconds length, SourceLocation where = SourceLocation::current());

}  // namespace heddle
