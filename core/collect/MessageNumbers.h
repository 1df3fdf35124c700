// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Id.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace heddle {

class Lane;

// The messages that are on their way: their number in the trace, or who waits for them to be sent. A small
// hash table with open addressing, since it is asked at every send and every receive. Thread: collector only.
class MessageNumbers {
public:
    struct Entry {
        std::uint64_t message = 0;  // as in the rings; 0: an empty place
        std::uint64_t number = 0;   // in the trace, from 1; 0: its sending has not begun
        Lane* waiters = nullptr;    // lanes whose first event receives it
        bool isSent = false;        // whole; a long send waits in between
        bool isEarly = false;       // it was received before it was sent
    };

    MessageNumbers() : m_entries(64) {}

    const Entry*
    find(MessageId message) const;  // nullptr: nothing is known of it. Valid until the next change
    Entry& findOrAdd(MessageId message);
    void erase(MessageId message);
    std::size_t size() const { return m_size; }

private:
    std::size_t homeOf(std::uint64_t message) const {
        return static_cast<std::size_t>((message * 0x9E3779B97F4A7C15ULL) >> 32) & (m_entries.size() - 1);
    }
    void grow();

    std::vector<Entry> m_entries;  // a power of two of them, at most half in use
    std::size_t m_size = 0;
};

}  // namespace heddle
