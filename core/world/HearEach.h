// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/Trace.h"
#include "core/world/Told.h"

#include <algorithm>
#include <cstddef>

namespace heddle {

// Tells of a trace's events from `heard` on, one after the other, up to so many of the whole: a chunk at a
// time. What it returns is heard. Thread: any, also beside the trace's writer.
std::size_t hearEach(const Trace& trace, std::size_t heard, std::size_t until, auto&& hear) {
    until = std::min(until, trace.size());
    while (heard < until) {
        const auto chunk = trace.chunk(heard / Chunk::capacity);
        const std::size_t base = heard - heard % Chunk::capacity;
        const std::size_t end = std::min(until - base, chunk->size());
        for (std::size_t i = heard - base; i < end; ++i)
            hear(Told{chunk->event(i), base + i, chunk->stepAt(i), trace.names()});
        heard = std::min(until, base + Chunk::capacity);  // also where a damaged file has fewer
    }
    return heard;
}

}  // namespace heddle
