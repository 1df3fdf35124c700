// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Queue.h"

#include <functional>
#include <string>
#include <utility>

namespace heddle {

// A queue that hands out the least item first; of equals, which came first. Python: queue.PriorityQueue.
// Usually of std::pair of a number and what it ranks. Its puts tell the place in the queue that they got,
// from 0 for the next to leave, as their value. Thread: any.
template <class T, class Before = std::less<T>>
class PriorityQueue : public Queue<T> {
public:
    explicit PriorityQueue(std::string name = {}, std::size_t capacity = 0)
        : Queue<T>({ObjectKind::priorityQueue, std::move(name), capacity}, Before{}) {}
};

}  // namespace heddle
