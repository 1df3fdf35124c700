// SPDX-License-Identifier: MIT
#include "core/trace/Chunk.h"

#include <algorithm>
#include <cstring>

namespace heddle {

Chunk::Chunk(std::int64_t stepsBefore, std::int64_t endBefore)
    : m_events(std::make_unique<Event[]>(capacity)), m_stepsUpTo(std::make_unique<std::uint16_t[]>(capacity)),
      m_endUpTo(std::make_unique<std::int64_t[]>(capacity)), m_stepsBefore(stepsBefore),
      m_endBefore(endBefore) {}

bool Chunk::append(const Event& event, std::string_view text) {
    const std::size_t i = m_size.load(std::memory_order_relaxed);  // only this writer changes it
    if (i == capacity)
        return false;
    Event& kept = m_events[i];
    kept = event;
    if (text.size() > Event::textLimit) {
        text = text.substr(0, Event::textLimit);
        kept.flags |= Event::textWasCut;
    }
    kept.textBytes = static_cast<std::uint16_t>(text.size());
    if (!text.empty()) {
        char* room = roomForText(text.size());
        std::memcpy(room, text.data(), text.size());
        m_textAt[i] = room;
    }
    const std::uint16_t steps = i == 0 ? std::uint16_t{0} : m_stepsUpTo[i - 1];
    m_stepsUpTo[i] = static_cast<std::uint16_t>(steps + (event.isStep() ? 1 : 0));
    m_endUpTo[i] = std::max(i == 0 ? m_endBefore : m_endUpTo[i - 1], event.end);
    m_size.store(i + 1, std::memory_order_release);  // partner: size()
    return true;
}

char* Chunk::roomForText(std::size_t bytes) {
    if (!m_textAt)
        m_textAt = std::make_unique<const char*[]>(capacity);
    if (m_bytesUsed + bytes > textBlockBytes) {
        m_textBlocks[m_blocksUsed++] = std::make_unique_for_overwrite<char[]>(textBlockBytes);
        m_bytesUsed = 0;
    }
    char* room = m_textBlocks[m_blocksUsed - 1].get() + m_bytesUsed;
    m_bytesUsed += bytes;
    return room;
}

std::string_view Chunk::textView(std::size_t i) const {
    const std::size_t bytes = m_events[i].textBytes;
    return bytes == 0 ? std::string_view() : std::string_view(m_textAt[i], bytes);
}

std::size_t Chunk::sizeBytes() const {
    constexpr std::size_t forEach = sizeof(Event) + sizeof(std::uint16_t) + sizeof(std::int64_t);
    const std::size_t texts = m_blocksUsed == 0 ? 0 : capacity * sizeof(const char*);
    return capacity * forEach + texts + m_blocksUsed * textBlockBytes;
}

}  // namespace heddle
