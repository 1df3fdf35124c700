// SPDX-License-Identifier: MIT
// The sentence of each event of a trace.
#pragma once

#include "core/event/Sentence.h"
#include "core/trace/ShownNames.h"
#include "core/trace/Trace.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// Remembers who sent each message, which it learns by reading the trace once, as far as it is asked about.
// Thread: one owner.
class Describer {
public:
    explicit Describer(std::shared_ptr<const Trace> trace);

    Sentence sentence(std::size_t index);  // index < size() of the trace
    std::string inEnglish(std::size_t index) { return heddle::inEnglish(sentence(index)); }
    WorkerId senderOf(MessageId message, std::size_t upTo);  // none: no event before `upTo` sends it
    ShownNames& names() { return m_names; }
    const Trace& trace() const { return *m_trace; }
    const Chunk& chunkOf(std::size_t index);  // of an event; good until the next question

private:
    void readUpTo(std::size_t index);
    bool isEndedByHeddle(std::size_t index);

    std::shared_ptr<const Trace> m_trace;
    ShownNames m_names;
    std::vector<WorkerId> m_senders;       // by message
    std::size_t m_read = 0;                // events read so far
    std::shared_ptr<const Chunk> m_chunk;  // the last that was looked into: the next question is about it too
    std::size_t m_chunkNumber = 0;
    std::optional<std::uint64_t> m_endedBehind;  // of the facts as they were set
    std::uint64_t m_factsSet = 0;                // so many times
};

}  // namespace heddle
