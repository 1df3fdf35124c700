// SPDX-License-Identifier: MIT
// Drains one slot's ring into Heddle's own memory, and lets through only what makes sense.
#pragma once

#include "core/ring/SegmentView.h"

#include <string>
#include <vector>

namespace heddle {

// The records that follow an event, or a definition, and hold its text.
constexpr std::size_t recordsOfText(std::size_t textBytes) {
    return (textBytes + sizeof(Event) - 1) / sizeof(Event);
}

// Thread: collector only.
class RingReader {
public:
    explicit RingReader(SlotView slot);

    void begin(WorkerId worker) { m_worker = worker; }  // whose records come from here on

    // Appends what is in the ring to `into`: whole records only, each event or definition followed by its
    // text's records. Indexes of definitions go to `definitions`. Instants after `nowTicks` become that.
    // Makes room, and wakes the worker if it waits for some. Returns the number of events (definitions are
    // none).
    std::size_t drain(std::vector<Event>& into, std::vector<std::size_t>& definitions, std::int64_t nowTicks);

    // Marks the slot empty, for another worker. Call when its state is `ended` and its ring was drained after
    // that.
    void giveBack();

    bool isDrained() const;  // nothing is in the ring by now
    bool isBroken() const { return !m_complaint.empty(); }
    const std::string& complaint() const {
        return m_complaint;
    }  // why, a clause: "its ring holds an unknown operation"
    std::uint64_t eventsRead() const { return m_eventsRead; }
    const SlotView& slot() const { return m_slot; }

private:
    struct Sound {
        std::size_t end = 0;  // where the whole and sound records end
        std::size_t events = 0;
    };
    std::size_t copyTo(std::vector<Event>& into, std::uint64_t head);
    Sound checkFrom(std::size_t first, std::vector<Event>& into, std::vector<std::size_t>& definitions,
                    std::int64_t nowTicks);
    const char* complaintAbout(const Event& record) const;
    void advanceTo(std::uint64_t tail);

    SlotView m_slot;
    WorkerId m_worker;
    std::uint64_t m_tail;  // ours: the word in the slot may be changed by anybody
    std::uint64_t m_eventsRead = 0;
    std::string m_complaint;
};

}  // namespace heddle
