// SPDX-License-Identifier: MIT
#include "core/format/TrackFeed.h"

#include "core/format/EventWalk.h"
#include "core/format/ObjectContents.h"
#include "core/world/World.h"

#include <algorithm>
#include <map>
#include <vector>

namespace heddle {
namespace {

class TrackFeed {
public:
    TrackFeed(const ExportRequest& request, TrackSink& sink)
        : m_request(request), m_sink(sink), m_world(request.trace->names()) {}

    void run(const std::ostream& out);

private:
    void take(const WalkedEvent& walked);
    void tellSlices(SliceNest& nest);
    void tellFlow(const Slice& slice);
    void takeObject(const Event& event, bool isWanted);
    void tellHeld(ObjectId mutex, std::int64_t until, bool isWanted);
    void tellCount(const Event& event);

    struct Held {
        std::int64_t since = 0;
        WorkerId by;
    };

    const ExportRequest& m_request;
    TrackSink& m_sink;
    World m_world;
    std::map<WorkerId, SliceNest> m_nests;
    std::map<ObjectId, Held> m_held;               // mutexes
    std::vector<bool> m_isSent, m_isReceived;      // by message: an id is never used twice
    std::map<MessageId, FlowEnd> m_receivedEarly;  // whose send is not told yet
};

void TrackFeed::run(const std::ostream& out) {
    walkEvents(m_request, out, 0, [this](const WalkedEvent& walked) { take(walked); });
    const std::int64_t last = std::min(m_world.instant().ns, m_request.to.ns);
    for (auto& [worker, nest] : m_nests) {
        nest.closeAll(last);
        tellSlices(nest);
    }
    while (!m_held.empty())
        tellHeld(m_held.begin()->first, last, true);
}

void TrackFeed::take(const WalkedEvent& walked) {
    const Event& event = walked.event;
    const bool isWanted = m_request.wants(event, walked.index);
    m_world = after(std::move(m_world), event, walked.text);
    takeObject(event, isWanted);
    if (!isWanted)
        return;
    tellCount(event);
    SliceNest& nest = m_nests[event.worker];
    if (nest.add(event, walked.index, std::string(walked.text)))
        tellSlices(nest);
}

void TrackFeed::tellSlices(SliceNest& nest) {
    for (const Slice& slice : nest.take()) {
        m_sink.takeSlice(slice);
        tellFlow(slice);
    }
}

// An arrow binds to the slice that is open at its time, and most surely to an instant of its own: one
// nanosecond before its operation ended, where that slice is open still.
void TrackFeed::tellFlow(const Slice& slice) {
    const Event& event = slice.event;
    const std::uint64_t number = event.message.number;
    const bool isTold =
        !slice.isWait && !slice.isOpen && number != 0 && number / 8 < m_request.trace->size() + 1024;
    const bool isSend =
        sendsMessage(event.op) && (event.phase == Phase::done || event.outcome == Outcome::killed);
    const bool isReceive = receivesMessage(event.op) && event.phase == Phase::done;
    if (!isTold || (!isSend && !isReceive))
        return;
    std::vector<bool>& seen = isSend ? m_isSent : m_isReceived;
    if (number >= m_isSent.size()) {
        m_isSent.resize(number + 1);
        m_isReceived.resize(number + 1);
    }
    if (seen[number])
        return;
    seen[number] = true;
    const std::int64_t inside = std::max(slice.start, slice.end - 1);
    const FlowEnd here{event.worker, std::clamp(event.end - 1, slice.start, inside), event.message, isSend,
                       handsOverConnection(event.op)};
    // A send within a longer operation is told when that is over, which may be behind its receive.
    if (isReceive && !m_isSent[number])
        m_receivedEarly.emplace(event.message, here);
    else
        m_sink.takeFlowEnd(here);
    if (const auto early = m_receivedEarly.find(event.message); isSend && early != m_receivedEarly.end()) {
        m_sink.takeFlowEnd(early->second);
        m_receivedEarly.erase(early);
    }
}

// Who holds a mutex is followed from the beginning, also when only a range is wanted.
void TrackFeed::takeObject(const Event& event, bool isWanted) {
    if (event.object.isNone() || (event.phase != Phase::done && event.phase != Phase::failed))
        return;
    // A recursive one that its owner acquires again, or does not yet give up, is held on.
    const bool isInner = event.value > (event.op == Op::mutexAcquire ? 1 : 0);
    if (event.phase == Phase::done && (event.op == Op::mutexAcquire || event.op == Op::mutexRelease)) {
        if (isInner)
            return;
        tellHeld(event.object, event.end, isWanted);
        if (event.op == Op::mutexAcquire)
            m_held[event.object] = {event.end, event.worker};
    } else if (isWanted) {
        m_sink.takeMark(event);
    }
}

void TrackFeed::tellHeld(ObjectId mutex, std::int64_t until, bool isWanted) {
    const auto held = m_held.find(mutex);
    if (held == m_held.end())
        return;
    const std::int64_t start = held->second.since;
    if (isWanted && start <= m_request.to.ns)
        m_sink.takeHeld({mutex, held->second.by, start, std::max(start, until)});
    m_held.erase(held);
}

void TrackFeed::tellCount(const Event& event) {
    const ObjectState* object = m_world.object(event.object);
    const bool isSend = sendsMessage(event.op);
    const bool moves = isSend || receivesMessage(event.op) || event.op == Op::datagramQueued;
    if (object == nullptr || !moves)
        return;
    if (hasItems(object->kind) && event.op != Op::datagramSend) {  // that one lies at its receiver
        if (event.phase == Phase::done)
            m_sink.takeCount(
                {object->id, false, event.end, static_cast<std::int64_t>(object->queue.items.size())});
        return;
    }
    const bool hasGone = event.phase == Phase::done || (isSend && event.phase == Phase::waits);  // in part
    if (!hasBytes(object->kind) || !hasGone)
        return;
    // What is sent into one end is there to be read at the other.
    const ObjectId counted = isSend ? object->pipeEnd.peer : object->id;
    const ObjectState* sender = isSend ? object : m_world.object(object->pipeEnd.peer);
    if (sender != nullptr && !counted.isNone())
        m_sink.takeCount({counted, true, event.end, sender->pipeEnd.bytesInFlight});
}

}  // namespace

void feedTracks(const ExportRequest& request, const std::ostream& out, TrackSink& sink) {
    TrackFeed(request, sink).run(out);
}

}  // namespace heddle
