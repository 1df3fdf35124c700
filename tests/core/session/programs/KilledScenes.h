// SPDX-License-Identifier: MIT
// Workers that are killed while they wait, in every operation that can: scenes of TestOperations, by name.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace heddle::test {

// A process that is killed once it sleeps, and so does every worker of it. What it waits for never comes.
void killOnceItWaits(const std::string& name, const std::function<void()>& body);

std::map<std::string, std::function<void()>> killedScenes();       // in what is of one process
std::map<std::string, std::function<void()>> killedAtIpcScenes();  // in what is between processes

}  // namespace heddle::test
