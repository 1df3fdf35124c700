// SPDX-License-Identifier: MIT
// Scenes of Operations.cpp about memory, locks and signals between processes.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> memoryScenes();

}  // namespace heddle::test
