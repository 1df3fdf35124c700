// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

namespace heddle {
namespace {

// From the kernel's own copy, so that main() need not hand argv on.
std::optional<std::string> valueOf(std::string_view name) {
    std::ifstream commandLine{"/proc/self/cmdline", std::ios::binary};
    std::optional<std::string> value;
    for (std::string word; std::getline(commandLine, word, '\0');) {
        const bool isIt = word.size() > name.size() && word[name.size()] == '=' && word.starts_with(name);
        if (isIt)
            value = word.substr(name.size() + 1);
    }
    return value;
}

[[noreturn]] void refuse(std::string_view name, const std::string& value, const char* wanted) {
    std::fprintf(stderr, "%.*s=%s: %s is wanted\n", static_cast<int>(name.size()), name.data(), value.c_str(),
                 wanted);
    std::exit(2);
}

}  // namespace

std::int64_t argument(std::string_view name, std::int64_t byDefault) {
    const std::optional<std::string> value = valueOf(name);
    if (!value)
        return byDefault;
    std::int64_t number = 0;
    const char* end = value->data() + value->size();
    const auto [stopped, error] = std::from_chars(value->data(), end, number);
    if (error != std::errc{} || stopped != end)
        refuse(name, *value, "a whole number");
    return number;
}

bool argument(std::string_view name, bool byDefault) {
    const std::optional<std::string> value = valueOf(name);
    if (value && *value != "true" && *value != "false")
        refuse(name, *value, "true or false");
    return value ? *value == "true" : byDefault;
}

std::string argument(std::string_view name, const char* byDefault) {
    return valueOf(name).value_or(byDefault);
}

}  // namespace heddle
