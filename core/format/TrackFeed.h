// SPDX-License-Identifier: MIT
// A trace as tracks: what formats of nested slices, arrows and counters have in common.
#pragma once

#include "core/format/ExportRequest.h"
#include "core/format/SliceNest.h"

#include <cstdint>
#include <ostream>

namespace heddle {

// One end of an arrow: an instant within the slice of the operation that sent or received the message. What
// is sent has its end told ahead of what is received.
struct FlowEnd {
    WorkerId worker;
    std::int64_t at = 0;  // ns
    MessageId message;
    bool isSend = false;
    bool isConnection = false;  // what went over is a connection (connect and accept), not a message
};

struct HeldMutex {
    ObjectId mutex;
    WorkerId by;
    std::int64_t start = 0, end = 0;  // ns
};

struct CountNow {  // how many items a queue holds, or how many bytes lie before an end of a stream
    ObjectId object;
    bool isBytes = false;
    std::int64_t at = 0;  // ns
    std::int64_t value = 0;
};

// Thread: whose feedTracks() calls.
class TrackSink {
public:
    virtual ~TrackSink() = default;
    virtual void takeSlice(const Slice& slice) = 0;  // of its event's worker
    virtual void takeFlowEnd(const FlowEnd& end) = 0;
    virtual void takeHeld(const HeldMutex& held) = 0;
    virtual void takeMark(const Event& event) = 0;  // something was done to its object
    virtual void takeCount(const CountNow& count) = 0;
};

// Of one worker the slices come in order, the outer ahead of the inner. Counts are the world's, which is
// folded from the trace's beginning. Streamed: memory grows with what is open at one instant, and by two bits
// for each message. Stops early when that is asked for or `out` has failed. Thread: any.
void feedTracks(const ExportRequest& request, const std::ostream& out, TrackSink& sink);

}  // namespace heddle
