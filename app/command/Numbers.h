// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as they are typed: the whole word is the number, and it is in its range, or one sentence says what
// is allowed.
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"

#include <cstdint>
#include <limits>
#include <string_view>

namespace heddle {

// `option` is named in the sentence ("--seed"). Thread: any.
Result<std::uint64_t> wholeNumberFrom(std::string_view option, std::string_view typed,
                                      std::uint64_t least = 0,
                                      std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
Result<Span> secondsFrom(std::string_view option, std::string_view typed);  // 0.001 to 1000000, with decimals

}  // namespace heddle
