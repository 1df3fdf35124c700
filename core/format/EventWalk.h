// SPDX-License-Identifier: MIT
// The way of every format through a trace: once, in order, a chunk at a time.
#pragma once

#include "core/format/ExportRequest.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace heddle {

struct WalkedEvent {
    const Event& event;  // as long as it is being taken, like the text
    std::size_t index = 0;
    std::int64_t step = 0;  // of the last step up to here
    std::string_view text;
};

// Calls take(WalkedEvent) for each event from `first` on that lies ahead of the request's end. Memory does
// not grow with the trace. Stops early when that is asked for, and when `out` has failed.
template <class Take>
void walkEvents(const ExportRequest& request, const std::ostream& out, std::size_t first, Take take) {
    const std::size_t end = std::min(request.endEvent, request.trace->size());
    while (first < end && out && !request.stop.stop_requested()) {
        const std::size_t number = first / Chunk::capacity;
        const auto chunk = request.trace->chunk(number);
        const std::size_t before = number * Chunk::capacity;
        const std::size_t behind = std::min(end, before + chunk->size());
        for (std::size_t i = first; i < behind; ++i)
            take(WalkedEvent{chunk->event(i - before), i, chunk->stepAt(i - before),
                             chunk->textView(i - before)});
        first = before + Chunk::capacity;
        if (request.whenRead)
            request.whenRead(std::min(first, end));
    }
}

// The same for the events that are asked for.
template <class Take>
void walkWanted(const ExportRequest& request, const std::ostream& out, Take take) {
    const std::size_t first = std::max(request.firstEvent, request.trace->firstAtOrAfter(request.from));
    walkEvents(request, out, first, [&](const WalkedEvent& walked) {
        if (request.wants(walked.event, walked.index))
            take(walked);
    });
}

}  // namespace heddle
