// SPDX-License-Identifier: MIT
#include "core/ring/RingReader.h"

#include <algorithm>
#include <climits>

namespace heddle {
namespace {

constexpr std::uint8_t flagsFromRings = Event::textWasCut | Event::isDefinition | Event::isSentinel |
                                        Event::mayTimeOut | Event::isBehindOthers | Event::isBySignal;

bool isDefinition(const Event& record) {
    return (record.flags & Event::isDefinition) != 0;
}

}  // namespace

RingReader::RingReader(SlotView slot)
    : m_slot(slot), m_tail(slot.raw().tail.load(std::memory_order_relaxed)) {}

std::size_t RingReader::drain(std::vector<Event>& into, std::vector<std::size_t>& definitions,
                              std::int64_t nowTicks) {
    const std::uint64_t head =
        m_slot.raw().head.load(std::memory_order_acquire);  // partner: RingWriter::write
    if (head == m_tail)
        return 0;
    if (head - m_tail > m_slot.ringRecords() && !isBroken())
        m_complaint = "its ring claims more records than it can hold";
    if (isBroken()) {
        advanceTo(head);  // what cannot be read must not keep its worker waiting
        return 0;
    }
    const std::size_t first = copyTo(into, head);
    const Sound sound = checkFrom(first, into, definitions, nowTicks);
    into.resize(sound.end);
    if (sound.end > first || isBroken())
        advanceTo(isBroken() ? head : m_tail + (sound.end - first));
    m_eventsRead += sound.events;
    return sound.events;
}

std::size_t RingReader::copyTo(std::vector<Event>& into, std::uint64_t head) {
    const std::size_t first = into.size();
    const std::uint64_t mask = m_slot.ringRecords() - 1;
    const std::uint64_t from = m_tail & mask;
    const std::uint64_t records = head - m_tail;
    const std::uint64_t untilWrap = std::min<std::uint64_t>(records, m_slot.ringRecords() - from);
    into.insert(into.end(), m_slot.ring() + from, m_slot.ring() + from + untilWrap);
    into.insert(into.end(), m_slot.ring(), m_slot.ring() + (records - untilWrap));
    return first;
}

RingReader::Sound RingReader::checkFrom(std::size_t first, std::vector<Event>& into,
                                        std::vector<std::size_t>& definitions, std::int64_t nowTicks) {
    Sound sound{first, 0};
    while (sound.end < into.size()) {
        Event& record = into[sound.end];
        if (const char* complaint = complaintAbout(record)) [[unlikely]] {
            m_complaint = complaint;
            break;
        }
        const std::size_t next = sound.end + 1 + recordsOfText(record.textBytes);
        if (next > into.size())
            break;  // its text has not come yet
        if (isDefinition(record))
            definitions.push_back(sound.end);
        else
            ++sound.events;
        record.end = std::min(record.end, nowTicks);
        record.start = std::min(record.start, record.end);
        sound.end = next;
    }
    return sound;
}

const char* RingReader::complaintAbout(const Event& record) const {
    if (record.textBytes > Event::textLimit)
        return "its ring holds a text that is too long";
    if ((record.flags & ~flagsFromRings) != 0)
        return "its ring holds a record with unknown flags";
    if (isDefinition(record)) {
        const bool isKnown = record.spare >= static_cast<std::uint8_t>(Definition::worker) &&
                             record.spare <= static_cast<std::uint8_t>(Definition::site);
        return isKnown ? nullptr : "its ring holds an unknown definition";
    }
    if (record.worker != m_worker || record.worker.isNone())
        return "its ring holds a record of another worker";
    if (record.op == Op::none || static_cast<std::size_t>(record.op) >= opCount)
        return "its ring holds an unknown operation";
    if (record.phase > Phase::failed || record.outcome > Outcome::error || record.depth > Depth::system)
        return "its ring holds an event with an unknown phase, outcome or depth";
    return nullptr;
}

void RingReader::advanceTo(std::uint64_t tail) {
    m_tail = tail;
    Slot& slot = m_slot.raw();
    slot.tail.store(tail, std::memory_order_release);  // partner: RingWriter::hasRoom
    // Either the worker sees the new tail, or we see that it waits: RingWriter::waitForRoom has the other
    // fence.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (slot.waitsForRoom.load(std::memory_order_relaxed) != 0) {
        slot.roomWord.fetch_add(1, std::memory_order_release);
        futexWake(slot.roomWord, INT_MAX);
    }
}

void RingReader::giveBack() {
    m_worker = {};
    m_slot.raw().state.store(static_cast<std::uint32_t>(SlotState::empty), std::memory_order_release);
}

bool RingReader::isDrained() const {
    return m_slot.raw().head.load(std::memory_order_acquire) == m_tail;
}

}  // namespace heddle
