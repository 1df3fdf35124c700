// SPDX-License-Identifier: GPL-3.0-or-later
// What one lane of the timeline shows. What grows with the run is packed, or lies in deques: a vector that is
// moved whole would hold up a frame.
#pragma once

#include "app/models/DepthCurve.h"
#include "app/models/HeldFacts.h"
#include "core/event/Event.h"
#include "core/event/ObjectKind.h"
#include "core/event/WaitKind.h"
#include "core/trace/Density.h"
#include "core/trace/PackedRow.h"

#include <QString>

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace heddle {

bool takesWhatCame(Op op);  // out of a queue, a pool, a listener, a pipe

// One operation of a worker, from its call to its end.
struct Bar {
    std::size_t event = 0;       // its latest event
    std::int64_t firstStep = 0;  // where it began to wait, or was done at once; within library or system the
                                 // step that it is part of, or that comes next
    std::int64_t lastStep = 0;   // where it was done; 0: it waits still
    std::int64_t startNs = 0;    // since the start of the run
    std::int64_t endNs = 0;
    std::int64_t waitedSteps = 0;  // by the lane's bars up to and with this one, for sums over a range
    std::int64_t waitedNs = 0;
    Op op = Op::none;
    Phase phase = Phase::done;
    Outcome outcome = Outcome::ok;
    WaitKind lastWait = WaitKind::none;  // of the lane's last bar up to this one that waited and has ended

    bool isOpen() const { return lastStep == 0; }
    bool hasWaited() const { return lastStep != firstStep; }
    // The end of a stream, or of what can be taken, is how one learns that the other end is done.
    bool isTrouble() const {
        const bool isEnd = outcome == Outcome::eof || (outcome == Outcome::closed && takesWhatCame(op));
        return phase == Phase::failed && !isEnd;
    }
    static constexpr auto fields() {
        return std::tuple(&Bar::event, &Bar::firstStep, &Bar::lastStep, &Bar::startNs, &Bar::endNs,
                          &Bar::waitedSteps, &Bar::waitedNs, &Bar::op, &Bar::phase, &Bar::outcome,
                          &Bar::lastWait);
    }
};

// One worker's, from its acquire to its release.
struct Hold {
    std::uint32_t owner = 0;  // lane
    std::int64_t firstStep = 0;
    std::int64_t lastStep = 0;  // 0: it holds it still
    std::int64_t startNs = 0, endNs = 0;

    bool isOpen() const { return lastStep == 0; }
};

enum class LaneKind : std::uint8_t { worker, queue, pipe, lock, manager };  // lock: whatever one waits at

bool isWaitedAt(ObjectKind kind);  // without a message: a lock, a semaphore, a barrier …

// Operations of a worker at one depth, in its own order: neither overlaps the next.
struct BarTrack {
    PackedRow<Bar> bars;               // the last may be open
    Density barsBySteps, barsByTime;   // of those that have ended
    std::deque<std::size_t> troubles;  // bars that failed

    void indexLastBar();  // once, as soon as it has ended
};

// Where a worker is first heard of: between that step and the next.
struct Birth {
    std::int64_t step = 0, ns = 0;
};

// Who is killed at its gate has done nothing with it: there may be no bar.
struct LifeEnd {
    std::size_t event = 0;
    std::int64_t step = 0, ns = 0;
};

struct Lane : BarTrack {  // of a worker its operations at its own depth
    LaneKind kind = LaneKind::worker;
    Depth shownFrom = Depth::program;  // its worker's depth: whoever looks no deeper does not see the lane
    std::optional<BarTrack> ahead;     // all of it in little, without a single bar, while they are being read
    std::array<BarTrack, 2> nested;    // what these consist of, each a depth further in
    QString name, path;
    WorkerId worker;  // the one that fits `kind`
    ObjectId object;
    ProcessId process;  // the worker's, or of the object's maker
    std::optional<std::int64_t> capacity;
    DepthCurve depth;            // an object's; of a lock how many wait, of a manager how many ask
    std::deque<Hold> holds;      // of a lock, one after the other
    std::optional<Birth> birth;  // the worker's
    HeldFacts held;              // the worker's
    std::optional<LifeEnd> end;  // the worker's
    bool hasDied = false;        // it was ended from outside
    bool waitedForLock = false;
    bool hasSlept = false;
};

}  // namespace heddle
