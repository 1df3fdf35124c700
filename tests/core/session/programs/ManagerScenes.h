// SPDX-License-Identifier: MIT
// Objects of a manager: scenes of TestOperations, by name.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> managerScenes();

}  // namespace heddle::test
