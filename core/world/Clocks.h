// SPDX-License-Identifier: MIT
// What happened before what: vector clocks (Mattern 1988, Fidge 1988), kept for workers and for what passes
// between them.
#pragma once

#include "core/world/KnownCounts.h"
#include "core/world/Told.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace heddle {

// What puts one event before another: a worker's own order; start and begin, end and join; a release and the
// next acquire of a lock, a semaphore, a read-write lock (not one reader and another); a send and its
// receive; a put and the gets behind it, a task_done and the join, of a bounded queue also a get and the puts
// behind it; arrivals at a barrier and their going on; a notify and who wakes; a flag's set and who waited; a
// close and its end of file; atomic changes of one variable among themselves, and a store before them; all
// that was before a worker begins that Heddle did not start, and its end and all that comes after it. Where
// it is not known which of several it was (of two puts, of two closes) all of them count, so that two events
// may seem ordered which are not; never the other way round.
//
// What was before the first event that is asked about orders nothing with it, so clocks begin there. Of
// workers that have ended only those are kept that are still asked about. Thread: one owner.
class Clocks {
public:
    // Of a message that is received: all that was put behind it or ahead of it counts too (a queue has a
    // lock, and the puts before it went through that), or its own send alone, as whoever looks at messages
    // expects.
    enum class Messages : std::uint8_t { inTheirLine, eachItsOwn };
    explicit Clocks(Messages messages = Messages::inTheirLine) : m_messages(messages) {}

    void hearMessage(const Told& told);  // also before they begin
    void arrive(const Told& told);       // ahead of what the event does: its worker learns
    void leave(const Told& told);        // behind it: others may learn of it

    std::uint32_t now(WorkerId worker);  // its own count of what others may have learnt of
    // Does `later`, now, know of what `earlier` did when its own count stood so?
    bool knows(WorkerId later, WorkerId earlier, std::uint32_t count);

    // Many have ended since they were last forgotten: say who of them is still asked about.
    bool isTimeToForget() const { return m_ended >= m_forgetAt; }
    void forgetEndedBut(const std::vector<WorkerId>& askedAbout);

private:
    struct Worker {
        std::uint32_t count = 1;  // its own
        KnownCounts known;        // of the others
        bool isSeen = false, hasEnded = false;
        bool isForgotten = false;  // what it knew
        bool isDropped = false;    // by all others too
    };
    struct Place {                // of an object
        KnownCounts forth, back;  // what its receivers learn, and what its senders do
        bool isSeen = false, isBounded = false;
    };

    Worker& workerOf(WorkerId id, const Names* names = nullptr);
    Place& placeOf(const Told& told);
    static void give(KnownCounts& to, WorkerId id, const Worker& worker);
    void learnOfAll(WorkerId newcomer);
    void learnOfEnded(WorkerId worker);
    void learnOfMessage(const Told& told, KnownCounts& known);
    bool learnOfItsSend(const Told& told, KnownCounts& known);  // false: it is not known
    void learnOfFailure(const Told& told, KnownCounts& known);
    void ends(const Told& told);

    std::vector<Worker> m_workers;
    std::vector<Place> m_places;
    std::vector<std::uint32_t> m_sentOn;  // by message: the object's number
    Messages m_messages;
    std::unordered_map<std::uint64_t, KnownCounts> m_underWay;  // by message, where each counts for itself
    std::unordered_map<ProcessId, std::vector<WorkerId>> m_threads;
    KnownCounts m_outside;  // closes, ends and signals: who learns of them is not told of which
    KnownCounts m_ofEnded;  // what strangers knew who have ended
    std::uint32_t m_strangersEnded = 0;
    std::vector<std::uint32_t> m_endedKnown;   // by worker: how many of them, when it was told
    std::size_t m_ended = 0, m_forgetAt = 64;  // workers, since some were last forgotten
    Worker m_nobody;
    Place m_nowhere;
};

}  // namespace heddle
