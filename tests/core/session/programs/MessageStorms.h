// SPDX-License-Identifier: MIT
// Storms of messages, by name: so many through one channel, from one worker to another. Each returns the
// program's exit code.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<int(int)>> messageStorms();

}  // namespace heddle::test
