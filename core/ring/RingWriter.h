// SPDX-License-Identifier: MIT
#pragma once

#include "core/ring/Layout.h"

#include <cstring>
#include <string_view>

namespace heddle {

// Wakes the keeper if it sleeps: a worker stands, or a ring is full. One relaxed load when it does not.
// Thread: any.
inline void tellKeeper(RunPage& page) {
    page.keeperWord.fetch_add(1, std::memory_order_seq_cst);
    if (page.keeperSleeps.load(std::memory_order_seq_cst) != 0)  // partner: GateKeeper::sleep
        futexWake(page.keeperWord, 1);
}

// Puts records into one slot's ring. No lock, no allocation, no system call unless the ring is full.
// Thread: the slot's worker only.
class RingWriter {
public:
    RingWriter() = default;
    RingWriter(Slot& slot, Event* ring, std::uint32_t ringRecords)
        : m_slot(&slot), m_ring(ring), m_mask(ringRecords - 1),
          m_head(slot.head.load(std::memory_order_relaxed)),
          m_tailSeen(slot.tail.load(std::memory_order_acquire)) {}

    // Empty slots between here and the reader, enough for `event` with its text?
    bool hasRoom(std::size_t textBytes) {
        const std::uint64_t needed = recordsFor(textBytes);
        if (m_head + needed - m_tailSeen <= m_mask + 1ULL) [[likely]]
            return true;
        m_tailSeen = m_slot->tail.load(std::memory_order_acquire);  // partner: the reader's release of tail
        return m_head + needed - m_tailSeen <= m_mask + 1ULL;
    }

    // The caller has seen hasRoom(). `event.textBytes` is text.size(), at most Event::textLimit.
    void write(const Event& event, std::string_view text) {
        m_ring[m_head & m_mask] = event;
        ++m_head;
        if (!text.empty()) [[unlikely]]
            writeText(text);
        m_slot->head.store(m_head, std::memory_order_release);  // partner: the reader's acquire of head
    }

    // Sleeps until the reader has made room, at most `atMost`. False: still none.
    bool waitForRoom(RunPage& page, std::size_t textBytes, Span atMost);

    Slot& slot() { return *m_slot; }

private:
    static std::uint64_t recordsFor(std::size_t textBytes) {
        return 1 + (textBytes + sizeof(Event) - 1) / sizeof(Event);
    }
    void writeText(std::string_view text);

    Slot* m_slot = nullptr;
    Event* m_ring = nullptr;
    std::uint64_t m_mask = 0;
    std::uint64_t m_head = 0;      // the slot's head; we are its only writer
    std::uint64_t m_tailSeen = 0;  // the slot's tail when last looked at: never more than it
};

}  // namespace heddle
