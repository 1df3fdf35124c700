// SPDX-License-Identifier: MIT
// Scenes of Operations.cpp about sockets that keep messages apart.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

std::map<std::string, std::function<void()>> datagramScenes();

}  // namespace heddle::test
