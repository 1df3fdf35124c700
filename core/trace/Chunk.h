// SPDX-License-Identifier: MIT
// A run of consecutive events of a trace, with their texts.
#pragma once

#include "core/event/Event.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Thread: one writer, many readers. Holds up to `capacity` events; never moves what it has published.
class Chunk {
public:
    static constexpr std::size_t capacity = 4096;

    Chunk(std::int64_t stepsBefore, std::int64_t endBefore);

    bool append(const Event& event, std::string_view text);  // the writer's; false when full

    std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    const Event* events() const { return m_events.get(); }        // size() of them
    const Event& event(std::size_t i) const { return m_events[i]; }
    std::string text(std::size_t i) const;                        // "" when it has none

    std::int64_t stepsBefore() const { return m_stepsBefore; }    // steps in the trace ahead of this chunk
    std::int64_t endBefore() const { return m_endBefore; }        // running maximum of `end` ahead of it, ns

private:
    std::unique_ptr<Event[]> m_events;
    std::unique_ptr<std::uint32_t[]> m_textAt;   // offset of event i's text, for those that have one
    std::vector<std::unique_ptr<char[]>> m_textBlocks;
    std::atomic<std::size_t> m_size{0};
    std::size_t m_textUsed = 0;
    std::int64_t m_stepsBefore;
    std::int64_t m_endBefore;
};

}  // namespace heddle
