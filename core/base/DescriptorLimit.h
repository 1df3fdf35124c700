// SPDX-License-Identifier: MIT
// How many descriptors this process may have open at once. Heddle holds one for each process that it watches,
// and the usual soft limit of 1024 is there for programs that call select(2), which it does not.
#pragma once

#include <cstdint>

namespace heddle {

// Raises the soft limit to the hard one, once; returns what it was before that, in all later calls too.
// Thread: any.
std::uint64_t raiseDescriptorLimit();

// For a process on its way to another program, which is to have the limit that it would have without us.
// Async-signal-safe. Thread: any.
void setDescriptorLimit(std::uint64_t soft);

}  // namespace heddle
