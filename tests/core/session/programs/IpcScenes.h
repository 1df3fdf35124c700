// SPDX-License-Identifier: MIT
// Scenes of Operations.cpp about queues and connections between processes.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> ipcScenes();

}  // namespace heddle::test
