// SPDX-License-Identifier: MIT
#include "core/collect/Lane.h"

#include <algorithm>

namespace heddle {

std::vector<Event>& Lane::inbox(std::uint32_t samplesTaken) {
    constexpr std::size_t worthMoving = 4096;
    if (isEmpty()) {
        m_records.clear();
        m_arrivals.clear();
        m_at = 0;
    } else if (m_at > worthMoving && m_at > m_records.size() / 2) {
        const std::uint32_t samples = samplesBeforeHead();
        m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(m_at));
        std::erase_if(m_arrivals, [&](const Arrival& arrival) { return arrival.index <= m_at; });
        for (Arrival& arrival : m_arrivals)
            arrival.index -= m_at;
        m_arrivals.insert(m_arrivals.begin(), {0, samples});
        m_at = 0;
    }
    if (m_arrivals.empty() || m_arrivals.back().samples != samplesTaken)
        m_arrivals.push_back({m_records.size(), samplesTaken});
    return m_records;
}

void Lane::push(const Event& event, std::uint32_t samplesTaken) {
    inbox(samplesTaken).push_back(event);
}

std::string_view Lane::headText() const {
    const std::size_t bytes = head().textBytes;
    return bytes == 0 ? std::string_view()
                      : std::string_view(reinterpret_cast<const char*>(&m_records[m_at + 1]), bytes);
}

std::uint32_t Lane::samplesBeforeHead() const {
    const auto after =
        std::upper_bound(m_arrivals.begin(), m_arrivals.end(), m_at,
                         [](std::size_t at, const Arrival& arrival) { return at < arrival.index; });
    return std::prev(after)->samples;
}

}  // namespace heddle
