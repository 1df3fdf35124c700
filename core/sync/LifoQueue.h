// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Queue.h"

#include <string>
#include <utility>

namespace heddle {

// A queue that hands out last what came first: a stack. Python: queue.LifoQueue. Thread: any.
template <class T>
class LifoQueue : public Queue<T> {
public:
    explicit LifoQueue(std::string name = {}, std::size_t capacity = 0)
        : Queue<T>({ObjectKind::lifoQueue, std::move(name), capacity},
                   [](const T&, const T&) { return true; }) {}
};

}  // namespace heddle
