// SPDX-License-Identifier: MIT
// A run of consecutive events of a trace, with their texts.
#pragma once

#include "core/event/Event.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

// Thread: one writer, many readers. Holds up to `capacity` events; never moves what it has published.
class Chunk {
public:
    static constexpr std::size_t capacity = 4096;

    Chunk(std::int64_t stepsBefore, std::int64_t endBefore);

    // The writer's; false when full. A text longer than Event::textLimit is cut, and the event marked
    // textWasCut.
    bool append(const Event& event, std::string_view text);

    std::size_t size() const { return m_size.load(std::memory_order_acquire); }  // partner: append()
    const Event* events() const { return m_events.get(); }                       // size() of them
    const Event& event(std::size_t i) const { return m_events[i]; }
    std::string text(std::size_t i) const { return std::string(textView(i)); }  // "" when it has none
    std::string_view textView(std::size_t i) const;                             // lives as long as the chunk

    std::int64_t stepsBefore() const { return m_stepsBefore; }  // steps in the trace ahead of this chunk
    std::int64_t endBefore() const { return m_endBefore; }      // running maximum of `end` ahead of it, ns
    std::int64_t stepAt(std::size_t i) const {
        return m_stepsBefore + m_stepsUpTo[i];
    }  // last step up to event i
    std::int64_t endAt(std::size_t i) const {
        return m_endUpTo[i];
    }                               // running maximum of `end` up to event i, ns
    std::size_t sizeBytes() const;  // memory that it takes; of a chunk that is full

private:
    // Blocks of text are never moved or freed before the chunk is. A text lies in one block, so the least
    // that a block holds is one text short of full, and this many are always enough.
    static constexpr std::size_t textBlockBytes = 64 * 1024;
    static constexpr std::size_t textBlocks =
        capacity * Event::textLimit / (textBlockBytes - Event::textLimit) + 1;

    char* roomForText(std::size_t bytes);

    std::unique_ptr<Event[]> m_events;
    std::unique_ptr<std::uint16_t[]> m_stepsUpTo;
    std::unique_ptr<std::int64_t[]> m_endUpTo;
    std::unique_ptr<const char*[]> m_textAt;  // made with the first text; read only for events that have one
    std::array<std::unique_ptr<char[]>, textBlocks> m_textBlocks;
    std::atomic<std::size_t> m_size{0};
    std::size_t m_blocksUsed = 0;              // the writer's
    std::size_t m_bytesUsed = textBlockBytes;  // the writer's: of the last block
    std::int64_t m_stepsBefore;
    std::int64_t m_endBefore;
};

}  // namespace heddle
