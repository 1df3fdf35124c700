// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace heddle {

// A vector clock that holds only whom anything is known of: in a program of ten thousand threads hardly
// anyone has heard of more than a few. Thread: one owner.
class KnownCounts {
public:
    // -- tell it
    void raise(std::uint32_t worker, std::uint32_t count);  // to that, unless it is higher already
    void join(const KnownCounts& other);                    // raises each to what the other knows
    void forgetAllBut(auto isWanted) {
        std::erase_if(m_entries, [&](const Entry& entry) { return !isWanted(entry.worker); });
        if (m_entries.capacity() > 2 * m_entries.size() + mostSpare)
            m_entries.shrink_to_fit();
    }
    void clear() { m_entries = {}; }

    // -- ask it
    std::uint32_t of(std::uint32_t worker) const;  // 0: nothing
    bool isEmpty() const { return m_entries.empty(); }

private:
    static constexpr std::size_t mostSpare = 8;
    struct Entry {
        std::uint32_t worker = 0, count = 0;
    };
    using Entries = std::vector<Entry>;  // by worker, ascending

    std::size_t raiseKnown(const KnownCounts& other);
    void addUnknown(const KnownCounts& other, std::size_t howMany);

    Entries m_entries;
};

}  // namespace heddle
