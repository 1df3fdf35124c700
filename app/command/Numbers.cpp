// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Numbers.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace heddle {
namespace {

template <class Number>
std::optional<Number> wholeWord(std::string_view typed) {
    Number number{};
    const char* end = typed.data() + typed.size();
    const auto [stopped, code] = std::from_chars(typed.data(), end, number);
    if (code != std::errc{} || stopped != end)
        return std::nullopt;
    return number;
}

tl::unexpected<Error> refusal(std::string_view option, std::string_view typed, const std::string& allowed) {
    return failure(std::string(option) + " " + std::string(typed) + " is not allowed; it takes " + allowed);
}

}  // namespace

Result<std::uint64_t> wholeNumberFrom(std::string_view option, std::string_view typed, std::uint64_t least,
                                      std::uint64_t most) {
    const auto number = wholeWord<std::uint64_t>(typed);
    if (!number || *number < least || *number > most)
        return refusal(option, typed,
                       "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return *number;
}

Result<Span> secondsFrom(std::string_view option, std::string_view typed) {
    const auto seconds = wholeWord<double>(typed);
    if (!seconds || !(*seconds >= 0.001 && *seconds <= 1e6))  // so that not-a-number is refused too
        return refusal(option, typed, "seconds from 0.001 to 1000000");
    return Span{std::llround(*seconds * 1e9)};
}

}  // namespace heddle
