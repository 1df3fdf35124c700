// SPDX-License-Identifier: MIT
#include "core/trace/FiledChunks.h"

#include "core/base/Check.h"
#include "core/trace/EventColumns.h"
#include "core/trace/Filing.h"

#include <algorithm>

namespace heddle {

void FiledChunks::add(std::uint64_t offset, const PartHeader& header) {
    const Locked locked(m_lock);
    Place place{offset, header, 0, 0};
    if (!m_places.empty()) {
        const Place& last = m_places.back();
        place.stepsBefore = last.stepsBefore + last.header.steps;
        place.endBefore = std::max(last.endBefore, last.header.end);
    }
    m_places.push_back(place);
}

void FiledChunks::tellDamageTo(std::weak_ptr<const Trace> trace) {
    const Locked locked(m_lock);
    m_trace = std::move(trace);
}

std::shared_ptr<const Chunk> FiledChunks::load(std::size_t chunk) const {
    Place place;
    {
        const Locked locked(m_lock);
        HEDDLE_CHECK(chunk < m_places.size());
        place = m_places[chunk];
    }
    if (auto whole = decoded(place))
        return whole;
    tellDamage(chunk);
    return std::make_shared<Chunk>(place.stepsBefore, place.endBefore);
}

std::shared_ptr<const Chunk> FiledChunks::decoded(const Place& place) const {
    const auto plain = readPlain(*m_file, place.offset, place.header);
    if (!plain)
        return nullptr;
    auto chunk = decodeEvents(*plain, place.header.count, place.stepsBefore, place.endBefore);
    if (!chunk || chunk->size() == 0)
        return nullptr;
    // What the header told is already built upon: the numbers of steps, and the order of times.
    const std::size_t last = chunk->size() - 1;
    const bool isAsTold = chunk->stepAt(last) == place.stepsBefore + place.header.steps &&
                          chunk->endAt(last) == std::max(place.endBefore, place.header.end);
    return isAsTold ? chunk : nullptr;
}

void FiledChunks::tellDamage(std::size_t chunk) const {
    std::shared_ptr<const Trace> trace;
    {
        const Locked locked(m_lock);
        if (!m_told.insert(chunk).second)
            return;
        trace = m_trace.lock();
    }
    if (trace)
        Trace::Filing::warn(*trace, "events " + std::to_string(chunk * Chunk::capacity) + " and on: part " +
                                        std::to_string(chunk) +
                                        " of the events is damaged and reads as empty");
}

}  // namespace heddle
