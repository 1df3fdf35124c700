// SPDX-License-Identifier: MIT
#include "core/world/ProcessQueueRules.h"

namespace heddle {
namespace {

Possible when(bool claim) {
    return claim ? Possible::yes : Possible::no;
}

// A message that is larger than the pipe goes through it in parts: the try says whether this was the last.
Possible perhaps(bool claim) {
    return claim ? Possible::may : Possible::no;
}

bool isFreeFor(WorkerId worker, WorkerId holder) {
    return holder.isNone() || holder == worker;
}

}  // namespace

Possible possibleOnProcessQueue(const QueueState& queue, Op op, WorkerId worker, ProcessId process) {
    const FeedState& feed = queue.feed;
    const auto found = feed.sides.find(process);
    const FeedSide side = found == feed.sides.end() ? FeedSide{} : found->second;
    if (op == Op::queuePut)
        return when(side.isClosed || !queue.capacity || feed.placesTaken < *queue.capacity);
    if (op == Op::queueGet)
        return side.isClosed ? Possible::yes
                             : perhaps(feed.bytesInPipe > 0 && isFreeFor(worker, feed.reader));
    if (op == Op::queueJoin)
        return when(queue.unfinished <= 0);
    if (op == Op::queueTake)
        return when(side.isClosed || side.buffered > 0);
    if (op == Op::pipeWrite)
        return perhaps(!feed.isPipeFull && isFreeFor(worker, feed.writer));
    if (op == Op::queueFlush)
        return when(side.hasEnded);
    return Possible::yes;
}

}  // namespace heddle
