// SPDX-License-Identifier: MIT
#pragma once

namespace heddle {

// Or a write to a pipe that nobody reads would end the program before it sees the outcome `broken`. A handler
// of the program's own stays. Thread: any.
void ignoreSigpipe();

}  // namespace heddle
