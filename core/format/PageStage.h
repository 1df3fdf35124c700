// SPDX-License-Identifier: MIT
// What changes on a page's stage from step to step.
#pragma once

#include "core/format/PageCard.h"
#include "core/trace/Trace.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace heddle {

// Told the world behind each step, in order, it keeps what looks different from the step before. Thread: one
// owner.
class PageStage {
public:
    PageStage(const Trace& trace, PageSpeech speech);  // trace outlives it

    void take(const World& world, std::int64_t step);
    void write(JsonWriter& json) const;  // fields "looks", "moves", "workerChanges" and "thingChanges"

private:
    struct Change {
        std::int64_t step = 0;
        std::uint32_t place = 0, what = 0;  // a look or a move (core/format/PageMove.h)
        std::uint32_t site = 0;             // of a worker: the line at which it is
    };
    void takeWorker(const World& world, std::int64_t step, std::uint32_t place);
    void takeThing(const World& world, std::int64_t step, std::uint32_t place);
    std::string contentOf(const WorkerState& worker) const;

    const Trace& m_trace;
    PageSpeech m_speech;
    World m_before;  // shares with the next all that did not change: so that is seen without looking into it
    std::vector<bool> m_isUsed;  // things, by place
    std::vector<Change> m_workers, m_things;
    std::vector<Change> m_lastWorkers;  // by place
    std::vector<PageCard> m_lastCards;  // by place
    PageTable m_looks, m_moves;
};

}  // namespace heddle
