// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <source_location>

namespace heddle {

// Does nothing for that long. Python: time.sleep. In held modes time is a virtual clock: it is over when
// nothing else can go and no deadline is earlier. Thread: any.
void sleepFor(std::chrono::nanoseconds length, std::source_location where = std::source_location::current());

}  // namespace heddle
