// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>

namespace heddle {
namespace {

// Wraps: a broken file may say anything.
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t difference(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

// The last of what a process has put: they lie in its buffer, and no other process will ever see them.
void loseLast(MessageLine& items, std::int64_t howMany, const std::vector<WorkerId>& senders) {
    std::vector<MessageId> theirs;
    for (const QueuedMessage& item : items)
        if (std::ranges::find(senders, item.sender) != senders.end())
            theirs.push_back(item.message);
    const auto lost = static_cast<std::size_t>(std::max<std::int64_t>(howMany, 0));
    const std::size_t first = theirs.size() - std::min(lost, theirs.size());
    for (std::size_t i = first; i < theirs.size(); ++i)
        if (const auto at = items.find(theirs[i]); at != items.end())
            items.leave(at);
}

}  // namespace

FeedSide& WorldFold::sideOf(ObjectState& object) {
    return object.queue.feed.sides[processOf(m_event.worker)];
}

void WorldFold::foldTake(ObjectState& object) {
    FeedSide& side = sideOf(object);
    if (m_event.phase == Phase::done) {
        --side.buffered;
        ++side.inHand;
    } else if (m_event.phase == Phase::failed && m_event.outcome == Outcome::closed) {
        side.hasEnded = true;
    }
}

// Several bursts may be one write: each tells how much has been moved so far.
void WorldFold::foldWrite(ObjectState& object) {
    FeedState& feed = object.queue.feed;
    FeedSide& side = sideOf(object);
    const bool isAnothers = !feed.writer.isNone() && feed.writer != m_event.worker;
    if (m_event.phase == Phase::waits && isAnothers)
        return;  // it waits for the writer lock
    if (m_event.phase != Phase::failed)
        feed.bytesInPipe = sum(feed.bytesInPipe, difference(m_event.value, side.bytesWritten));
    feed.isPipeFull = m_event.phase == Phase::waits;
    side.bytesWritten = m_event.phase == Phase::waits ? m_event.value : 0;
    feed.writer = side.bytesWritten > 0 ? m_event.worker : WorkerId{};
    if (m_event.phase != Phase::waits)
        --side.inHand;
    side.hasEnded |= m_event.phase == Phase::failed;
}

void WorldFold::foldRead(ObjectState& object) {
    FeedState& feed = object.queue.feed;
    feed.bytesInPipe = difference(feed.bytesInPipe, m_event.value);
    feed.isPipeFull &= m_event.value == 0;
}

// Told by what is around it: a get that waits, has got, or has failed.
void WorldFold::foldReader(ObjectState& object) {
    WorkerId& reader = object.queue.feed.reader;
    if (m_event.phase == Phase::waits && m_event.value > 0)
        reader = m_event.worker;
    else if (m_event.phase != Phase::waits && reader == m_event.worker)
        reader = {};
}

// Each process's items leave in their order; those of several may pass each other on the way to the pipe.
void WorldFold::foldProcessGet(ObjectState& object) {
    foldReader(object);
    if (m_event.phase != Phase::done)
        return;
    MessageLine& items = object.queue.items;
    const auto taken = m_event.message.isNone() ? items.begin() : items.find(m_event.message);
    expect(taken != items.end());
    if (taken != items.end())
        items.leave(taken);
}

void WorldFold::foldPlaces(ObjectState& object) {
    if (m_event.phase == Phase::done)
        object.queue.feed.placesTaken += m_event.op == Op::roomAcquire ? 1 : -1;
}

void WorldFold::foldFlush(ObjectState& object) {
    sideOf(object).isClosed |= m_event.phase == Phase::waits;
}

void WorldFold::loseBuffers(ProcessId process) {
    std::vector<WorkerId> threads;
    m_world.m_workers.forEach([&](const WorkerState& state) {
        if (state.process == process)
            threads.push_back(state.id);
    });
    const auto isOne = [&](WorkerId id) { return std::ranges::find(threads, id) != threads.end(); };
    std::vector<ObjectId> queues;
    m_world.m_objects.forEach([&](const ObjectState& object) {
        const FeedState& feed = object.queue.feed;
        if (feed.sides.contains(process) || isOne(feed.reader) || isOne(feed.writer))
            queues.push_back(object.id);
    });
    for (const ObjectId id : queues) {
        QueueState& queue = object(id)->queue;
        const FeedSide side = queue.feed.sides[process];
        loseLast(queue.items, side.buffered + side.inHand, threads);
        queue.feed.sides.erase(process);
        if (isOne(queue.feed.reader))
            queue.feed.reader = {};
        if (isOne(queue.feed.writer))
            queue.feed.writer = {};
    }
}

}  // namespace heddle
