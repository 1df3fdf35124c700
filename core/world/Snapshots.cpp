// SPDX-License-Identifier: MIT
#include "core/world/Snapshots.h"

#include <algorithm>
#include <string>
#include <utility>

namespace heddle {

Snapshots::Snapshots(std::shared_ptr<const Trace> trace)
    : m_trace(std::move(trace)), m_frontier(m_trace->names()), m_last(m_frontier) {
    m_kept.push_back(m_frontier);
}

World Snapshots::at(std::size_t events) {
    events = std::min(events, m_trace->size());
    if (events > m_frontier.eventCount()) {
        m_frontier = fold(std::move(m_frontier), events);
        m_last = m_frontier;
        return m_last;
    }
    const std::size_t nearest = std::min(events / m_interval, m_kept.size() - 1);
    const bool isLastNearer = m_last.eventCount() <= events && m_last.eventCount() > nearest * m_interval;
    m_last = fold(isLastNearer ? std::move(m_last) : m_kept[nearest], events);
    return m_last;
}

bool Snapshots::catchUp(std::size_t atMost) {
    const std::size_t reached = m_frontier.eventCount();
    const std::size_t goal = std::min(m_trace->size(), reached + atMost);
    m_frontier = fold(std::move(m_frontier), goal);
    return goal < m_trace->size();
}

World Snapshots::fold(World world, std::size_t events) {
    std::size_t index = world.eventCount();
    while (index < events) {
        const std::shared_ptr<const Chunk> chunk = m_trace->chunk(index / Chunk::capacity);
        const std::size_t first = index % Chunk::capacity;
        const std::size_t last = std::min(first + events - index, Chunk::capacity);
        const std::size_t present = chunk->size();  // fewer than `last` where a file is damaged
        for (std::size_t i = first; i < last; ++i) {
            const Event event = i < present ? chunk->event(i) : Event{};
            world = after(std::move(world), event, event.textBytes == 0 ? std::string() : chunk->text(i));
        }
        index += last - first;
        if (index == m_kept.size() * m_interval)
            keep(world);
    }
    return world;
}

void Snapshots::keep(const World& world) {
    m_kept.push_back(world);
    if (m_kept.size() <= mostKept)
        return;
    for (std::size_t i = 0; i * 2 < m_kept.size(); ++i)
        m_kept[i] = m_kept[i * 2];
    m_kept.erase(m_kept.begin() + static_cast<std::ptrdiff_t>((m_kept.size() + 1) / 2), m_kept.end());
    m_interval *= 2;
}

}  // namespace heddle
