// SPDX-License-Identifier: MIT
// Scenes of TestOperations in which something goes on that Heddle does not see.
#pragma once

#include <functional>
#include <map>
#include <string>

const std::map<std::string, std::function<void()>>& outsideScenes();  // by name
