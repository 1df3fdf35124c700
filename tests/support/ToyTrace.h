// SPDX-License-Identifier: MIT
// A trace like one of the lesson `queues`, of any size, without running anything.
#pragma once

#include "core/trace/Trace.h"

#include <cstdint>
#include <memory>

namespace heddle {

// main starts `workers` threads and puts `items` numbers into main/jobs; each thread gets them, works,
// prints, and says task_done; main joins the queue, puts a sentinel for each worker, and joins them. Six to
// eight events for each item.
struct ToyRun {
    int workers = 5;
    int items = 20;
    int capacity = 0;             // 0: unbounded
    Span work = Span::millis(1);  // for one item, give or take a half
    std::uint64_t seed = 1;       // of the giving and taking; the same seed gives the same trace
};

std::shared_ptr<Trace> toyTrace(const ToyRun& run = {});

}  // namespace heddle
