// SPDX-License-Identifier: MIT
#include "core/ring/RingWriter.h"

namespace heddle {

bool RingWriter::waitForRoom(RunPage& page, std::size_t textBytes, Span atMost) {
    const std::uint32_t seen = m_slot->roomWord.load(std::memory_order_acquire);
    m_slot->waitsForRoom.store(
        1, std::memory_order_relaxed);  // partner: RingReader::advanceTo, which adds to roomWord if it is set
    std::atomic_thread_fence(std::memory_order_seq_cst);  // either it sees that we wait, or we see its tail
    if (!hasRoom(textBytes)) {
        tellKeeper(page);
        futexWait(m_slot->roomWord, seen, atMost);
    }
    m_slot->waitsForRoom.store(0, std::memory_order_relaxed);
    return hasRoom(textBytes);
}

void RingWriter::writeText(std::string_view text) {
    while (!text.empty()) {
        const std::size_t part = text.size() < sizeof(Event) ? text.size() : sizeof(Event);
        std::memcpy(static_cast<void*>(&m_ring[m_head & m_mask]), text.data(), part);
        ++m_head;
        text.remove_prefix(part);
    }
}

}  // namespace heddle
