// SPDX-License-Identifier: MIT
// How a process tells that it ends: by exit, by its body's return, by std::terminate.
#pragma once

#include <string_view>

namespace heddle {

void recordProcessEndings();  // once in a process that is watched: exit() and std::terminate are told

// The operation process.end of this process, by this thread; told once. With a `reason` it has failed: error.
void recordProcessEnd(int exitCode, std::string_view reason = {});

}  // namespace heddle
