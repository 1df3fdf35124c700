// SPDX-License-Identifier: MIT
// What happened before what: vector clocks (Mattern 1988, Fidge 1988), kept for workers and for what passes
// between them.
#pragma once

#include "core/world/Told.h"

#include <cstdint>
#include <vector>

namespace heddle {

// What puts one event before another: a worker's own order; start and begin, end and join; a release and the
// next acquire of a lock, a semaphore, a read-write lock (not one reader and another); a send and its
// receive; a put and the gets behind it, a task_done and the join, of a bounded queue also a get and the puts
// behind it; arrivals at a barrier and their going on; a notify and who wakes; a flag's set and who waited; a
// close and its end of file; atomic changes of one variable among themselves, and a store before them; all
// that was before a worker begins that Heddle did not start, and its end and all that comes after it. Where
// it is not known which of several it was (of two puts, of two closes) all of them count, so that two events
// may seem ordered which are not; never the other way round. Thread: one owner.
class Clocks {
public:
    void arrive(const Told& told);  // ahead of what the event does: its worker learns
    void leave(const Told& told);   // behind it: others may learn of it

    std::uint32_t now(WorkerId worker);  // its own count of what others may have learnt of
    // Does `later`, now, know of what `earlier` did when its own count stood so?
    bool knows(WorkerId later, WorkerId earlier, std::uint32_t count);

private:
    using Clock = std::vector<std::uint32_t>;  // by worker
    struct Place {                             // of an object
        Clock forth, back;                     // what its receivers learn, and what its senders do
        bool isSeen = false, isBounded = false;
    };

    static void join(Clock& into, const Clock& from);
    Clock& clockOf(WorkerId worker);
    Place& placeOf(const Told& told);
    void learnOfAll(WorkerId newcomer);
    void learnOfEnded(WorkerId worker);
    void learnOfMessage(const Told& told, Clock& clock);
    void learnOfFailure(const Told& told, Clock& clock);

    std::vector<Clock> m_workers;
    std::vector<Place> m_places;
    std::vector<std::uint32_t> m_sentOn;  // by message: the object's number
    Clock m_outside;                      // closes, ends and signals: who learns of them is not told of which
    Clock m_ended;                        // what strangers knew who have ended
    std::uint32_t m_strangersEnded = 0;
    std::vector<std::uint32_t> m_endedKnown;  // by worker: how many of them, when it was told
    Clock m_nobody;
    Place m_nowhere;
};

}  // namespace heddle
