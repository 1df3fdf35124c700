// SPDX-License-Identifier: MIT
// How the kernel's files about processes are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heddle::proc {

std::optional<std::string> contentOf(const std::string& path);        // empty: there is none. Thread: any
std::string pathOf(std::int32_t pid, const char* name);               // "/proc/PID/NAME". Thread: any
std::vector<std::int32_t> numbersNamedIn(const std::string& folder);  // Thread: any

// Field `number` of a stat file, from 3 on: those behind the name, which may itself hold blanks and brackets.
// Thread: any.
std::string statField(const std::string& stat, int number);

}  // namespace heddle::proc
