// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Semaphore.h"

#include <utility>

namespace heddle {

// A semaphore that never has more than at first: a release too many is `invalid`, and finds a common mistake.
// Python: threading.BoundedSemaphore. Thread: any.
class BoundedSemaphore : public Semaphore {
public:
    explicit BoundedSemaphore(std::string name = {}, std::int64_t value = 1)
        : Semaphore(Bounded{}, std::move(name), value) {}
};

}  // namespace heddle
