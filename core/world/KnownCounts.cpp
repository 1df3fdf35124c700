// SPDX-License-Identifier: MIT
#include "core/world/KnownCounts.h"

namespace heddle {

std::uint32_t KnownCounts::of(std::uint32_t worker) const {
    const auto found = std::ranges::lower_bound(m_entries, worker, {}, &Entry::worker);
    return found == m_entries.end() || found->worker != worker ? 0 : found->count;
}

void KnownCounts::raise(std::uint32_t worker, std::uint32_t count) {
    const auto place = std::ranges::lower_bound(m_entries, worker, {}, &Entry::worker);
    if (place == m_entries.end() || place->worker != worker)
        m_entries.insert(place, {worker, count});
    else
        place->count = std::max(place->count, count);
}

void KnownCounts::join(const KnownCounts& other) {
    if (m_entries.empty()) {
        m_entries = other.m_entries;
        return;
    }
    if (const std::size_t unknown = raiseKnown(other); unknown > 0)
        addUnknown(other, unknown);
}

// And says how many there are of whom nothing was known.
std::size_t KnownCounts::raiseKnown(const KnownCounts& other) {
    std::size_t unknown = 0;
    const bool isMuchLonger = m_entries.size() / 16 > other.m_entries.size();
    auto mine = m_entries.begin();
    for (const Entry& theirs : other.m_entries) {
        if (isMuchLonger)
            mine = std::lower_bound(mine, m_entries.end(), theirs.worker,
                                    [](const Entry& entry, std::uint32_t w) { return entry.worker < w; });
        while (mine != m_entries.end() && mine->worker < theirs.worker)
            ++mine;
        if (mine == m_entries.end() || mine->worker != theirs.worker)
            ++unknown;
        else
            mine->count = std::max(mine->count, theirs.count);
    }
    return unknown;
}

// From the back, so that each is moved once.
void KnownCounts::addUnknown(const KnownCounts& other, std::size_t howMany) {
    std::size_t mine = m_entries.size();
    m_entries.resize(mine + howMany);
    std::size_t to = m_entries.size();
    for (std::size_t theirs = other.m_entries.size(); theirs > 0 && to > mine;) {
        const Entry& next = other.m_entries[theirs - 1];
        if (mine > 0 && m_entries[mine - 1].worker >= next.worker) {
            theirs -= m_entries[mine - 1].worker == next.worker ? 1 : 0;
            m_entries[--to] = m_entries[--mine];
        } else {
            m_entries[--to] = next;
            --theirs;
        }
    }
}

}  // namespace heddle
