// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace heddle {

// The value of NAME=VALUE on this program's command line, or `byDefault`: how a lesson gets its parameters. A
// value that is not of the type ends the program with a sentence and exit code 2. Thread: any.
std::int64_t argument(std::string_view name, std::int64_t byDefault);
bool argument(std::string_view name, bool byDefault);  // true, false
std::string argument(std::string_view name, const char* byDefault);

template <std::integral Number>
requires(!std::same_as<Number, bool> && !std::same_as<Number, std::int64_t>) Number
    argument(std::string_view name, Number byDefault) {
    return static_cast<Number>(argument(name, static_cast<std::int64_t>(byDefault)));
}

}  // namespace heddle
