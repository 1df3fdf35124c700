// SPDX-License-Identifier: MIT
#include "core/base/Time.h"

#include <ctime>

namespace heddle {

Instant monotonicNow() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return {now.tv_sec * 1000000000LL + now.tv_nsec};
}

}  // namespace heddle
