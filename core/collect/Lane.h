// SPDX-License-Identifier: MIT
// One worker's records on their way into the one order.
#pragma once

#include "core/ring/RingReader.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace heddle {

// What the first event of a lane still has to wait for.
enum class Await : std::uint8_t {
    nothing,
    definition,  // of its object: nobody knows yet from which number its order goes on
    order,       // the event that has the number before its own
    message,     // the send of what it received
    bytes,       // the sends of all bytes that it received of a stream
    start,       // of itself: done, by whoever started it
    end,         // of the worker that it joined
    original,    // what its object's original had gone through when a fork made a copy of it
};

// Queue of one worker's records, first in first out. Events stand where the ring had them, their text's
// records behind them. Thread: collector only.
class Lane {
public:
    explicit Lane(WorkerId whose) : worker(whose) {}

    // -- what has come
    std::vector<Event>& inbox(std::uint32_t samplesTaken);  // append to it; invalidates head()
    void push(const Event& event, std::uint32_t samplesTaken);

    bool isEmpty() const { return m_at == m_records.size(); }
    Event& head() { return m_records[m_at]; }
    const Event& head() const { return m_records[m_at]; }
    bool isHeadDefinition() const { return (head().flags & Event::isDefinition) != 0; }
    std::string_view headText() const;
    void dropHead() { m_at += 1 + recordsOfText(head().textBytes); }
    std::uint32_t samplesBeforeHead() const;  // how many samples were taken before the head was drained

    template <class Visit>
    void forEachEvent(Visit&& visit) const {
        for (std::size_t at = m_at; at < m_records.size(); at += 1 + recordsOfText(m_records[at].textBytes))
            if ((m_records[at].flags & Event::isDefinition) == 0)
                visit(m_records[at]);
    }

    // -- where the merger has it
    enum class Place : std::uint8_t { idle, ready, parked };
    const WorkerId worker;
    Place place = Place::idle;
    Await awaits = Await::nothing;  // when parked
    Lane* awaitedIn = nullptr;  // when parked: the lane in which what it waits for stands; nullptr: not known
    Lane* nextWaiter = nullptr;  // of the same thing
    bool isClosed = false;       // nothing more will come

    // -- what its worker was seen doing, by the last sample
    enum class Seen : std::uint8_t { betweenOperations, inOperation, unclear };
    Seen seen = Seen::betweenOperations;
    ObjectId seenObject;
    std::uint32_t seenOperation = 0, seenParent = 0;
    MessageId seenMessage;
    std::uint32_t seenSince =
        0;  // number of the first sample that may have shown the same outermost operation

    // -- what of it is in the trace
    struct Begun {
        std::uint32_t operation;
        std::int64_t startNs;
    };
    std::int64_t lastNs = 0;     // of its last event: a worker's time never goes back
    std::uint32_t lastOver = 0;  // the last operation that was told as done or failed
    std::vector<Begun> begun;    // operations told, but not as done: all their events have one start

private:
    // Records from `index` on were drained when `samples` samples had been taken.
    struct Arrival {
        std::size_t index;
        std::uint32_t samples;
    };

    std::vector<Event> m_records;
    std::size_t m_at = 0;
    std::vector<Arrival> m_arrivals;  // ascending; the first is at or before m_at
};

}  // namespace heddle
