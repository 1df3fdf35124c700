// SPDX-License-Identifier: MIT
#pragma once

#include "core/format/PageCard.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Writes one card. Thread: one owner.
class CardWriter {
public:
    CardWriter(const World& world, const PageThing& thing, const PageSpeech& speech)
        : m_world(world), m_thing(thing), m_speech(speech), m_state(*stateOf(0)) {}

    PageCard write();

private:
    enum class Style : std::uint8_t { muted, code, trouble };
    static constexpr int heldTone = 4, runsTone = 1, waitsTone = 2;

    const ObjectState* stateOf(std::size_t n) const {
        return n < m_thing.objects.size() ? m_world.object(m_thing.objects[n]) : nullptr;
    }
    void row(PageRow kind) { m_rows.push_back({static_cast<std::int64_t>(kind)}); }
    void value(std::int64_t number) { m_rows.back().push_back(number); }
    void word(std::string_view words) { value(m_speech.words.of(words)); }
    void phrase(std::string_view words);
    void words(std::string_view words, Style style);
    void owner(const char* role, WorkerId owner);
    void messages(const MessageLine& line, std::size_t most);
    void chips(const std::vector<WorkerId>& workers, int tone, std::int64_t missing);
    std::string valueOf(const SharedState& shared) const;

    void writeRows();
    void writeQueue();
    void writePipe();
    void writeTube(const PipeEndState& end, bool goesRight);
    void writeConnection();
    void writeEnd(std::size_t n);
    void writeListener();
    void writeManaged();
    void writeLock();
    void writeCondition();
    void writeSemaphore();
    void writeBarrier();
    void writeVariable();
    void writeMemory();

    const World& m_world;
    const PageThing& m_thing;
    const PageSpeech& m_speech;
    const ObjectState& m_state;
    PageCard m_rows;
    std::int64_t m_level = -1;
    std::string m_lane, m_head;
    int m_tone = 0;
};

}  // namespace heddle
