// SPDX-License-Identifier: MIT
// Many rings, one order: drains every segment, merges, and appends to the trace.
#pragma once

#include "core/base/Ticks.h"
#include "core/collect/Deaths.h"
#include "core/collect/Merger.h"
#include "core/ring/RingReader.h"
#include "core/trace/Trace.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace heddle {

// Once a run has finished: produced == stored + lost.
struct CollectCounts {
    std::uint64_t produced = 0;         // by the workers' own count
    std::uint64_t stored = 0;           // of these, in the trace
    std::uint64_t lost = 0;             // of these, dropped by the lossy mode, or unreadable
    std::uint64_t madeByCollector = 0;  // in the trace besides: told in the place of workers that died
    std::uint64_t refused = 0;          // segments that were not taken: what was recorded there is not known
};

// Thread: collector only.
class Collector {
public:
    using OnEvent = std::function<void(const Event& event, std::string_view text)>;  // in the trace's time

    // `page` outlives this. Instants in the trace count from `start`, by default from the first event's.
    Collector(std::shared_ptr<Trace> trace, const RunPage& page, std::optional<Instant> start = {});
    ~Collector();

    // -- tell it
    void attach(Attachment attachment);  // one that makes no sense is refused with a warning
    void standStill();                   // nobody runs: what passes does not count, until it goes on
    void goOn();
    void onEvent(OnEvent callback) { m_onEvent = std::move(callback); }  // after each append
    std::size_t collect();  // one round; returns how many events were appended
    std::size_t flush();    // held modes, nobody runs: all that is ready goes, however new
    void processDied(ProcessId process, const KnownEnding& ending);  // after its pidfd said so; once for each
    // What a join, recorded but still waiting for the end, says of how the process ended. Whoever joins a
    // process reaps it, often before anybody else could look.
    std::optional<KnownEnding> endingToldByJoin(ProcessId process) const;
    // Of our own, behind the last; from within onEvent too.
    void tellHere(Event event, std::string_view text = {});
    std::size_t finish();  // all processes are dead: everything goes, whatever is missing

    // -- ask it
    // Those of the living, and of some that have died meanwhile, without slots.
    const std::vector<std::unique_ptr<SegmentView>>& segments() const { return m_segments; }
    Instant now() const;  // in the trace's instants, 0 before its start; of who tells nothing, since our own
    CollectCounts counts() const;
    std::vector<std::string> warnings() const;  // a sentence each

private:
    struct Place {  // a slot, its reader, and where its records go
        explicit Place(SlotView slot) : reader(slot) {}
        RingReader reader;
        Lane* lane = nullptr;  // nullptr: nobody has taken the slot
        bool isDead = false;   // its process is dead, and its ring was read to the end
    };
    struct Process {
        std::vector<Place> places;
        std::optional<WorkerInfo> main;  // of its main thread
        bool hasToldEnd = false;         // by one of its own workers, in the trace
        bool isDead = false;
    };

    std::size_t round(std::int64_t horizonTicks);
    std::size_t takeReady(std::int64_t horizonTicks);
    template <class Visit>
    void forEachInUse(Process& process, Visit&& visit);
    void sample();
    void drainAll();
    void drain(ProcessId id, Process& process, Place& place);
    void occupy(Place& place);
    void vacate(Process& process, Place& place);
    void define(ProcessId id, Process& process, WorkerId by, const Event& record, std::string_view text);
    bool defineWorker(ProcessId id, Process& process, WorkerId by, const Event& record,
                      std::string_view text);
    void bury(Place& place, std::int64_t atTicks, bool isByHeddle);
    bool hasToldEnd(const Process& process) const;
    void setInstants(Event& event, Lane& lane) const;
    void store(const Merged& merged);
    void append(Lane& lane, const Event& event);
    std::int64_t ticksNow() const { return static_cast<std::int64_t>(ticksAfter(m_source)); }
    void keepTime();
    Instant clock() const;  // held time counts
    static void addCounts(CollectCounts& sum, const Process& process);

    std::shared_ptr<Trace> m_trace;  // shared with those who look at the run
    const RunPage& m_page;
    const TickSource m_source;
    TickLine m_line;
    const Instant m_begun;
    std::optional<Instant> m_start;       // of the trace
    Span m_held;                          // does not count
    std::optional<Instant> m_stillSince;  // by the clock that events are stamped with
    Instant m_nextCalibration;
    Span m_calibrationStep = Span::millis(10);
    OnEvent m_onEvent;
    Merger m_merger;
    std::vector<std::unique_ptr<SegmentView>> m_segments;
    std::map<ProcessId, Process> m_processes;  // dead ones too, without their places
    CollectCounts m_ofTheDead;
    std::vector<std::pair<ProcessId, Process*>> m_alive;
    std::vector<std::size_t> m_definitions;  // indexes, while one ring is drained
    std::uint32_t m_attached = 0;            // attachments so far, refused ones too
    std::optional<Instant> m_unseenSince;    // there is a worker whom we cannot see yet
    bool m_canCloseGaps = true;              // by the last sample
    std::uint64_t m_stored = 0, m_made = 0, m_refused = 0;
    std::vector<std::string> m_warnings;
};

}  // namespace heddle
