// SPDX-License-Identifier: MIT
// What cannot be done, because of the kernel or of the order in which it is asked for: scenes of
// TestOperations, by name.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> refusedScenes();

}  // namespace heddle::test
