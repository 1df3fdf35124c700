// SPDX-License-Identifier: MIT
// Scenes of Operations.cpp about children that end by a signal.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> deathScenes();

}  // namespace heddle::test
