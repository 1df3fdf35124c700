// SPDX-License-Identifier: MIT
// What happened before one event of a trace, what after it, and what might have come in either order.
#pragma once

#include "core/trace/Trace.h"
#include "core/world/Clocks.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace heddle {

// What orders events is said at Clocks. Of each worker's events the first ones happened before the one asked
// about and the last ones after it, so two bounds tell all. Some 0.1 us an event of the trace; read in parts,
// also while it grows. Thread: one owner, who need not be the trace's writer.
class Causality {
public:
    enum class Relation : std::uint8_t { itself, before, after, concurrent };
    static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

    Causality(std::shared_ptr<const Trace> trace, std::size_t event);  // event < trace->size()

    // -- tell it
    bool read(std::size_t atMost);  // so many events on; true: there are more

    // -- ask it, as far as it has read
    std::size_t event() const { return m_event; }
    WorkerId worker() const { return m_worker; }  // that did it
    std::size_t heard() const { return m_heard; }
    std::size_t size() const { return m_trace->size(); }
    bool knowsBefore() const { return m_heard > m_event; }  // until then nothing seems to be before it
    std::size_t beforeEnd(WorkerId worker) const;   // its events with an index below this happened before
    std::size_t afterBegin(WorkerId worker) const;  // from this index on after; never: none so far
    Relation of(std::size_t index) const;           // index < heard(), or concurrent

private:
    void hear(const Told& told);
    void note(const Told& told);
    void lookBack();

    std::shared_ptr<const Trace> m_trace;
    Clocks m_clocks{Clocks::Messages::eachItsOwn};
    std::vector<std::vector<std::size_t>> m_lastOf;      // by worker and its count: the last event with that
    std::vector<std::size_t> m_beforeEnd, m_afterBegin;  // by worker
    std::size_t m_event, m_heard = 0;
    WorkerId m_worker;          // the event's
    std::uint32_t m_count = 0;  // the event's
};

}  // namespace heddle
