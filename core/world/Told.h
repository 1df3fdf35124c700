// SPDX-License-Identifier: MIT
#pragma once

#include "core/event/Event.h"
#include "core/trace/Names.h"

#include <cstdint>

namespace heddle {

// An event of a trace, and where in it. Thread: any (a value; lives as long as what it refers to).
struct Told {
    const Event& event;
    std::uint64_t index;
    std::int64_t step;  // the last one up to it
    const Names& names;

    bool isDone() const { return event.phase == Phase::done; }
    bool hasEnded() const { return isDone() || event.phase == Phase::failed; }
    // By its own doing, and not told in its place: what it left behind it left itself.
    bool isEndByItself() const {
        return hasEnded() && event.outcome != Outcome::killed && (event.flags & Event::madeByCollector) == 0;
    }
};

// What is remembered of one. Thread: any (a value).
struct Noted {
    WorkerId worker;
    std::uint64_t index = 0;
    std::int64_t step = 0;

    Noted() = default;
    explicit Noted(const Told& told) : worker(told.event.worker), index(told.index), step(told.step) {}
};

}  // namespace heddle
