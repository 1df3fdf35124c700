// SPDX-License-Identifier: MIT
#include "core/trace/Describe.h"

#include <algorithm>

namespace heddle {

Describer::Describer(std::shared_ptr<const Trace> trace)
    : m_trace(std::move(trace)), m_names(m_trace->names()) {}

Sentence Describer::sentence(std::size_t index) {
    const std::size_t place = index % Chunk::capacity;
    const Chunk& chunk = chunkOf(index);
    if (place >= chunk.size())
        return {"This event cannot be read: its part of the file is damaged", {}};
    const Event event = chunk.event(place);
    SentenceWords words;
    words.worker = m_names.of(event.worker);
    words.object = m_names.of(event.object);
    words.what = chunk.textView(place);
    if (receivesMessage(event.op) && !event.message.isNone())
        if (const WorkerId sender = senderOf(event.message, index); !sender.isNone())
            words.other = m_names.of(sender);
    const bool isEnd = event.op == Op::processEnd || event.op == Op::threadEnd;
    if (isEnd && event.outcome == Outcome::killed && isEndedByHeddle(index))
        return endedWithTheRun(std::move(words));
    return sentenceOf(event, std::move(words));
}

// All that is said of a run may be much: it is asked for when it was said anew.
bool Describer::isEndedByHeddle(std::size_t index) {
    if (const std::uint64_t set = m_trace->factsSet(); set != m_factsSet) {
        m_factsSet = set;
        m_endedBehind = m_trace->facts().endedBehind;
    }
    return m_endedBehind && index >= *m_endedBehind;
}

WorkerId Describer::senderOf(MessageId message, std::size_t upTo) {
    readUpTo(upTo);
    return message.number < m_senders.size() ? m_senders[message.number] : WorkerId{};
}

const Chunk& Describer::chunkOf(std::size_t index) {
    const std::size_t number = index / Chunk::capacity;
    if (!m_chunk || m_chunkNumber != number) {
        m_chunk = m_trace->chunk(number);
        m_chunkNumber = number;
    }
    return *m_chunk;
}

void Describer::readUpTo(std::size_t index) {
    while (m_read < index) {
        const Chunk& chunk = chunkOf(m_read);
        const std::size_t first = m_read - m_read % Chunk::capacity;
        const std::size_t end = std::min(index, first + chunk.size());
        for (; m_read < end; ++m_read) {
            const Event& event = chunk.event(m_read - first);
            // Messages are numbered in order of sending: a number beyond all events is no message of this
            // trace.
            if (!sendsMessage(event.op) || event.message.isNone() ||
                event.message.number / 8 > m_trace->size() + 1024)
                continue;
            if (event.message.number >= m_senders.size())
                m_senders.resize(event.message.number + 1);
            m_senders[event.message.number] = event.worker;
        }
        m_read = std::max(m_read, std::min(index, first + Chunk::capacity));  // past a damaged chunk
    }
}

}  // namespace heddle
