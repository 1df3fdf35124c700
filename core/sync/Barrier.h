// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"
#include "core/sync/Received.h"

#include <chrono>
#include <string>

namespace heddle {

// A place at which workers wait until a certain number of them has come; then all go on, and it is as at
// first. Python: threading.Barrier. Thread: any.
//
// It breaks when one who waits runs out of time, and when it is aborted: who waits or comes gets the outcome
// broken until it is reset.
class Barrier {
public:
    using Site = SourceLocation;
    explicit Barrier(std::string name, int parties);  // parties >= 1

    // Which arrival this was, from 0; or broken, or (waitFor, who broke it thereby) timeout.
    Received<int> wait(Site where = Site::current());
    Received<int> waitFor(std::chrono::nanoseconds atMost, Site where = Site::current());

    void abort(Site where = Site::current());  // breaks it
    void reset(Site where = Site::current());  // as at first; who waits gets broken
    int parties() const { return m_parties; }

private:
    struct Arrival : Waiter {
        int index = 0;
        bool isWhole = false;  // all came, and it did not break
    };
    enum class Came : std::uint8_t { toStay, last, tooLate };
    Received<int> wait(Patience patience, Site where);
    Came come(Operation& operation, Arrival& arrival);
    Outcome stay(Operation& operation, Arrival& arrival);
    void letAllGo(bool isWhole);
    void breakUp(Op op, bool isBroken, Site where);
    void touch();

    Object m_object;
    Latch m_latch;
    Line m_line;
    const int m_parties;
    int m_arrived = 0;
    bool m_isBroken = false;
};

}  // namespace heddle
