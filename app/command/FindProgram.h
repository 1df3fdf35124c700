// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace heddle {

// Whether there is such a program that can be run, as a shell finds it: by PATH, unless there is a slash in
// it. Thread: any.
bool isFound(const std::string& program);

}  // namespace heddle
