// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// When all workers of a run wait: who or what may still end a wait although Heddle does not see it, in words
// for "main is not called stuck, since … may end its wait". Empty: nobody. `family` are the pids of the run,
// `workers` how many workers live in each of those that attached. Thread: any.
std::optional<std::string> hopeFromOutside(const std::vector<std::int32_t>& family,
                                           const std::map<std::int32_t, std::size_t>& workers);

}  // namespace heddle
