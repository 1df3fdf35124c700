// SPDX-License-Identifier: MIT
#include "core/trace/Trace.h"

#include "core/base/Check.h"

#include <algorithm>

namespace heddle {
Trace::Trace() = default;

void Trace::append(const Event& event, std::string_view text) {
    if (!m_growing || !m_growing->append(event, text)) {
        beginChunk();
        HEDDLE_CHECK(m_growing->append(event, text));
    }
    m_end = std::max(m_end, event.end);
    // In this order, so that who has read a step or an instant also finds its event below size().
    m_size.store(m_size.load(std::memory_order_relaxed) + 1, std::memory_order_release);  // partner: size()
    if (event.isStep())
        m_steps.store(m_steps.load(std::memory_order_relaxed) + 1,
                      std::memory_order_release);           // partner: steps()
    m_lastInstant.store(m_end, std::memory_order_release);  // partner: lastInstant()
}

void Trace::beginChunk() {
    m_growing = std::make_shared<Chunk>(m_steps.load(std::memory_order_relaxed), m_end);
    const Locked locked(m_lock);
    m_places.push_back({m_growing->stepsBefore(), m_growing->endBefore(), m_growing});
}

void Trace::appendOutput(OutputLine line) {
    const Locked locked(m_lock);
    m_output.push_back(std::move(line));
}

void Trace::setFacts(RunFacts facts) {
    const Locked locked(m_lock);
    m_facts = std::move(facts);
    ++m_factsSet;
}

void Trace::appendGrant(const GrantRecord& grant) {
    const Locked locked(m_lock);
    m_facts.schedule.push_back(grant);
}

Event Trace::event(std::size_t index) const {
    const auto held = chunk(index / Chunk::capacity);
    const std::size_t place = index % Chunk::capacity;
    return place < held->size() ? held->event(place) : Event{};
}

std::string Trace::text(std::size_t index) const {
    const auto held = chunk(index / Chunk::capacity);
    const std::size_t place = index % Chunk::capacity;
    return place < held->size() ? held->text(place) : std::string();
}

RunFacts Trace::facts() const {
    const Locked locked(m_lock);
    return m_facts;
}

std::uint64_t Trace::factsSet() const {
    const Locked locked(m_lock);
    return m_factsSet;
}

std::vector<GrantRecord> Trace::grants(std::size_t from) const {
    const Locked locked(m_lock);
    const auto first =
        m_facts.schedule.begin() + static_cast<std::ptrdiff_t>(std::min(from, m_facts.schedule.size()));
    return {first, m_facts.schedule.end()};
}

std::size_t Trace::grantCount() const {
    const Locked locked(m_lock);
    return m_facts.schedule.size();
}

std::optional<GrantRecord> Trace::grant(std::size_t place) const {
    const Locked locked(m_lock);
    return place < m_facts.schedule.size() ? std::optional(m_facts.schedule[place]) : std::nullopt;
}

std::shared_ptr<const Overview> Trace::overview() const {
    const Locked locked(m_lock);
    return m_overview;
}

std::vector<OutputLine> Trace::output(std::size_t from) const {
    const Locked locked(m_lock);
    const auto first = m_output.begin() + static_cast<std::ptrdiff_t>(std::min(from, m_output.size()));
    return {first, m_output.end()};
}

std::int64_t Trace::stepAt(std::size_t index) const {
    const auto held = chunk(index / Chunk::capacity);
    const std::size_t place = index % Chunk::capacity;
    return place < held->size() ? held->stepAt(place) : held->stepsBefore();
}

std::size_t Trace::indexOfStep(std::int64_t step) const {
    std::size_t number = 0;
    {
        const Locked locked(m_lock);
        const auto after = std::partition_point(m_places.begin(), m_places.end(),
                                                [&](const Place& place) { return place.stepsBefore < step; });
        HEDDLE_CHECK(after != m_places.begin());
        number = static_cast<std::size_t>(after - m_places.begin()) - 1;
    }
    const auto held = chunk(number);
    std::size_t low = 0, high = held->size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (held->stepAt(middle) < step)
            low = middle + 1;
        else
            high = middle;
    }
    return number * Chunk::capacity + low;
}

std::size_t Trace::firstAtOrAfter(Instant end) const {
    const std::size_t events = size();
    std::size_t number = 0;
    {
        const Locked locked(m_lock);
        const auto after = std::partition_point(m_places.begin(), m_places.end(),
                                                [&](const Place& place) { return place.endBefore < end.ns; });
        if (after == m_places.begin())
            return 0;
        number = static_cast<std::size_t>(after - m_places.begin()) - 1;
    }
    const auto held = chunk(number);
    std::size_t low = 0, high = held->size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (held->endAt(middle) < end.ns)
            low = middle + 1;
        else
            high = middle;
    }
    return std::min(number * Chunk::capacity + low, events);
}

Instant Trace::lastInstant() const {
    return {m_lastInstant.load(std::memory_order_acquire)};
}

std::size_t Trace::chunks() const {
    return (size() + Chunk::capacity - 1) / Chunk::capacity;
}

std::shared_ptr<const Chunk> Trace::chunk(std::size_t number) const {
    {
        const Locked locked(m_lock);
        HEDDLE_CHECK(number < m_places.size());
        if (m_places[number].chunk)
            return m_places[number].chunk;
    }
    return recall(number);
}

}  // namespace heddle
