// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace heddle {

enum class Shutdown : std::uint8_t { receiving, sending, both };  // what goes on no longer

}  // namespace heddle
