// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

// What the kernel has a say in: deaths, ends of connections, and those whom Heddle does not see.
std::map<std::string, std::function<void()>> heldScenes();

}  // namespace heddle::test
