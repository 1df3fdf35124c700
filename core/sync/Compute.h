// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace heddle {

// Works the processor for that much of this thread's own processor time: real work of a known size, for
// lessons. Returns a number that depends on all of it. Not an operation. Thread: any.
std::uint64_t compute(std::chrono::nanoseconds processorTime);

}  // namespace heddle
