// SPDX-License-Identifier: MIT
#include "core/trace/Filing.h"

#include "core/base/Check.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr std::size_t recalledAtMost = 48;  // chunks read back and kept for a while: about 16 MiB

}  // namespace

std::shared_ptr<const Chunk> Trace::recall(std::size_t number) const {
    std::shared_ptr<const ChunkSource> source;
    {
        const Locked locked(m_lock);
        const auto found = std::find_if(m_recalled.begin(), m_recalled.end(),
                                        [&](const auto& entry) { return entry.first == number; });
        if (found != m_recalled.end()) {
            m_recalled.splice(m_recalled.begin(), m_recalled, found);
            return found->second;
        }
        source = m_source;
    }
    auto loaded =
        source->load(number);  // unlocked: decoding takes long. Two readers may both do it, to the same end
    const Locked locked(m_lock);
    m_recalled.emplace_front(number, loaded);
    if (m_recalled.size() > recalledAtMost)
        m_recalled.pop_back();
    return loaded;
}

void Trace::Filing::adopt(Trace& trace, const std::vector<FiledChunk>& chunks,
                          std::shared_ptr<const ChunkSource> source) {
    HEDDLE_CHECK(trace.size() == 0);
    std::size_t events = 0;
    std::int64_t steps = 0, end = 0;
    const Locked locked(trace.m_lock);
    for (const FiledChunk& chunk : chunks) {
        HEDDLE_CHECK(events % Chunk::capacity == 0);
        trace.m_places.push_back({steps, end, nullptr});
        events += chunk.events;
        steps += chunk.steps;
        end = std::max(end, chunk.end);
    }
    trace.m_source = std::move(source);
    trace.m_end = end;
    trace.m_size.store(events, std::memory_order_release);
    trace.m_steps.store(steps, std::memory_order_release);
    trace.m_lastInstant.store(end, std::memory_order_release);
}

void Trace::Filing::setOverview(Trace& trace, std::shared_ptr<const Overview> overview) {
    const Locked locked(trace.m_lock);
    trace.m_overview = std::move(overview);
}

void Trace::Filing::lend(const Trace& trace, std::shared_ptr<const ChunkSource> source) {
    const Locked locked(trace.m_lock);
    trace.m_source = std::move(source);
}

void Trace::Filing::forget(const Trace& trace, std::size_t chunk) {
    const Locked locked(trace.m_lock);
    HEDDLE_CHECK(trace.m_source && chunk < trace.m_places.size());
    trace.m_places[chunk].chunk = nullptr;
}

void Trace::Filing::warn(const Trace& trace, std::string sentence) {
    const Locked locked(trace.m_lock);
    trace.m_facts.warnings.push_back(std::move(sentence));
}

}  // namespace heddle
