// SPDX-License-Identifier: MIT
// Everything that happened in one run, in its one total order; live while it is being recorded, or opened
// from a file.
#pragma once

#include "core/base/Lock.h"
#include "core/base/Time.h"
#include "core/trace/Chunk.h"
#include "core/trace/Names.h"
#include "core/trace/RunFacts.h"

#include <atomic>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heddle {

class Overview;

// Where the chunks of a trace are when they are not in memory. Thread: any.
class ChunkSource {
public:
    virtual ~ChunkSource() = default;
    virtual std::shared_ptr<const Chunk>
    load(std::size_t chunk) const = 0;  // never null; an empty Chunk if damaged
};

// Thread: one writer, many readers. What is below size() never changes.
class Trace {
public:
    Trace();

    // -- the writer's
    void append(const Event& event, std::string_view text = {});
    Names& names() { return m_names; }
    void appendOutput(OutputLine line);          // what the program wrote to stdout or stderr, or read
    void setFacts(RunFacts facts);               // may be called again as the run goes on
    void appendGrant(const GrantRecord& grant);  // to the facts' schedule

    // -- the readers'
    std::size_t size() const { return m_size.load(std::memory_order_acquire); }  // events
    Event event(std::size_t index) const;                                        // index < size()
    std::string text(std::size_t index) const;  // its text, "" when it has none
    const Names& names() const { return m_names; }
    RunFacts facts() const;
    std::uint64_t factsSet() const;  // how often: beside their schedule, what they say
    std::vector<GrantRecord> grants(std::size_t from = 0) const;  // of the facts' schedule, from a place on
    std::size_t grantCount() const;
    std::optional<GrantRecord> grant(std::size_t place) const;   // none: there are not so many
    std::vector<OutputLine> output(std::size_t from = 0) const;  // all, or those from a place on

    std::int64_t steps() const { return m_steps.load(std::memory_order_acquire); }
    std::int64_t
    stepAt(std::size_t index) const;  // number of the last step at or before the event; 0: none yet
    std::size_t indexOfStep(std::int64_t step) const;  // 1 <= step <= steps(): the event that is this step
    std::size_t firstAtOrAfter(Instant end) const;  // by the events' running maximum of `end`; size() if none
    Instant lastInstant() const;  // the running maximum of `end` over all events; 0 when empty

    // The whole run in little, of a finished file; else null.
    std::shared_ptr<const Overview> overview() const;

    // For whoever walks many events: hold a chunk, not an event at a time. Chunk c holds events
    // [c * Chunk::capacity, …). The last one grows: use only Chunk::size() of it, read once.
    std::size_t chunks() const;
    std::shared_ptr<const Chunk> chunk(std::size_t number) const;

    class Filing;  // the file's way in (core/trace/Filing.h): chunks that lie in a file need not be in memory

private:
    struct Place {
        std::int64_t stepsBefore = 0;
        std::int64_t endBefore = 0;
        std::shared_ptr<const Chunk> chunk;  // null: it lies in m_source
    };
    void beginChunk();
    std::shared_ptr<const Chunk> recall(std::size_t number) const;

    Names m_names;
    std::shared_ptr<Chunk> m_growing;  // the writer's: the last chunk
    std::int64_t m_end = 0;            // the writer's: running maximum of `end`
    std::atomic<std::size_t> m_size{0};
    std::atomic<std::int64_t> m_steps{0};
    std::atomic<std::int64_t> m_lastInstant{0};
    mutable Lock m_lock;
    mutable std::vector<Place> m_places HEDDLE_GUARDED_BY(m_lock);
    mutable std::shared_ptr<const ChunkSource> m_source HEDDLE_GUARDED_BY(m_lock);
    mutable std::list<std::pair<std::size_t, std::shared_ptr<const Chunk>>>
        m_recalled HEDDLE_GUARDED_BY(m_lock);  // by number, the last used first
    std::vector<OutputLine> m_output HEDDLE_GUARDED_BY(m_lock);
    mutable RunFacts m_facts HEDDLE_GUARDED_BY(m_lock);
    std::uint64_t m_factsSet HEDDLE_GUARDED_BY(m_lock) = 0;
    std::shared_ptr<const Overview> m_overview HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace heddle
