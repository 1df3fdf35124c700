// SPDX-License-Identifier: MIT
// Scenes of Operations.cpp about Unix sockets and raw pipes.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> streamScenes();

}  // namespace heddle::test
