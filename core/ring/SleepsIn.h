// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace heddle {

// Where a worker sleeps that waits.
enum class SleepsIn : std::uint32_t {
    turn = 0,    // on its turn
    gate = 1,    // held: on its turn too; free it would sleep in the kernel
    kernel = 2,  // in ppoll, or on another's word: no grant reaches it
};

}  // namespace heddle
