// SPDX-License-Identifier: MIT
#include "core/collect/MessageNumbers.h"

#include <utility>

namespace heddle {

const MessageNumbers::Entry* MessageNumbers::find(MessageId message) const {
    const std::size_t mask = m_entries.size() - 1;
    for (std::size_t at = homeOf(message.number); m_entries[at].message != 0; at = (at + 1) & mask)
        if (m_entries[at].message == message.number)
            return &m_entries[at];
    return nullptr;
}

MessageNumbers::Entry& MessageNumbers::findOrAdd(MessageId message) {
    if (2 * (m_size + 1) > m_entries.size())
        grow();
    const std::size_t mask = m_entries.size() - 1;
    std::size_t at = homeOf(message.number);
    while (m_entries[at].message != 0 && m_entries[at].message != message.number)
        at = (at + 1) & mask;
    if (m_entries[at].message == 0) {
        m_entries[at] = {message.number};
        ++m_size;
    }
    return m_entries[at];
}

// Knuth, The Art of Computer Programming 3, 6.4, algorithm R: closes the hole instead of marking it.
void MessageNumbers::erase(MessageId message) {
    const Entry* entry = find(message);
    if (!entry)
        return;
    const std::size_t mask = m_entries.size() - 1;
    auto hole = static_cast<std::size_t>(entry - m_entries.data());
    for (std::size_t at = (hole + 1) & mask; m_entries[at].message != 0; at = (at + 1) & mask) {
        const std::size_t home = homeOf(m_entries[at].message);
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            m_entries[hole] = m_entries[at];
            hole = at;
        }
    }
    m_entries[hole] = {};
    --m_size;
}

void MessageNumbers::grow() {
    std::vector<Entry> old(m_entries.size() * 2);
    std::swap(old, m_entries);
    const std::size_t mask = m_entries.size() - 1;
    for (const Entry& entry : old) {
        if (entry.message == 0)
            continue;
        std::size_t at = homeOf(entry.message);
        while (m_entries[at].message != 0)
            at = (at + 1) & mask;
        m_entries[at] = entry;
    }
}

}  // namespace heddle
