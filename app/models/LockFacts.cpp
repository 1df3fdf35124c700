// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace tells of those who hold something, or wait at it.
#include "app/models/TraceModel.h"

#include <algorithm>

namespace heddle {

namespace {

bool takes(Op op) {
    return op == Op::mutexAcquire || op == Op::lockAcquire || op == Op::rwlockAcquireWrite;
}

bool givesBack(Op op) {
    return op == Op::mutexRelease || op == Op::lockRelease || op == Op::lockAbandon ||
           op == Op::rwlockReleaseWrite;
}

}  // namespace

bool isWaitedAt(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::processMutex:
    case ObjectKind::robustMutex:
    case ObjectKind::readWriteLock:
    case ObjectKind::managedLock:
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
    case ObjectKind::condition:
    case ObjectKind::eventFlag:
    case ObjectKind::barrier:
        return true;
    case ObjectKind::none:
    case ObjectKind::process:
    case ObjectKind::thread:
    case ObjectKind::queue:
    case ObjectKind::shared:
    case ObjectKind::pipeEnd:
    case ObjectKind::clock:
    case ObjectKind::output:
    case ObjectKind::custom:
    case ObjectKind::processQueue:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::threadPool:
    case ObjectKind::future:
    case ObjectKind::timer:
    case ObjectKind::listener:
    case ObjectKind::socket:
    case ObjectKind::sharedValue:
    case ObjectKind::sharedArray:
    case ObjectKind::sharedMemory:
    case ObjectKind::signalInbox:
    case ObjectKind::manager:
    case ObjectKind::managedDict:
    case ObjectKind::managedList:
    case ObjectKind::managedValue:
    case ObjectKind::managedNamespace:
    case ObjectKind::managedQueue:
    case ObjectKind::byteEnd:
    case ObjectKind::udpSocket:
    case ObjectKind::datagramSocket:
        return false;
    }
    return false;
}

// Asked for each event: what the names answered is kept.
ObjectKind TraceModel::kindOf(ObjectId object) {
    constexpr std::uint32_t mostKept = 1 << 20;
    const bool isKept = object.number < mostKept;
    if (isKept && object.number < m_kinds.size() && m_kinds[object.number] != ObjectKind::none)
        return m_kinds[object.number];
    const ObjectInfo* info = m_trace->names().object(object);
    if (!info || !isKept)
        return info ? info->kind : ObjectKind::none;
    if (object.number >= m_kinds.size())
        m_kinds.resize(object.number + 1, ObjectKind::none);
    return m_kinds[object.number] = info->kind;
}

void TraceModel::readLock(const Event& event) {
    const bool isEnd = event.op == Op::threadEnd || event.op == Op::processEnd;
    const bool isOver = event.phase == Phase::done || event.phase == Phase::failed;
    const std::int64_t ahead = event.isStep() ? 0 : 1;  // what is part of a step is told ahead of it
    if (isOver && !m_waitsAt.empty())
        if (const auto waits = m_waitsAt.find(event.worker);
            waits != m_waitsAt.end() && (isEnd || laneOf(event.object) == waits->second)) {
            addDepth(waits->second, -1, event.end, ahead);
            m_waitsAt.erase(waits);
        }
    const ObjectKind kind = kindOf(event.object);
    // Inside an operation a condition's wait gives its mutex back, which the program has taken before.
    if (!isWaitedAt(kind) || (!event.isStep() && !laneOf(event.object)))
        return;
    if (event.phase == Phase::waits && m_waitsAt.try_emplace(event.worker, objectLane(event.object)).second)
        addDepth(objectLane(event.object), 1, event.end, ahead);
    if (event.phase != Phase::done)
        return;
    if (takes(event.op))
        beginHold(event, ahead);
    else if (givesBack(event.op) && (kind != ObjectKind::recursiveMutex || event.value == 0))
        endHold(m_lanes[objectLane(event.object)], event.end);
}

void TraceModel::beginHold(const Event& event, std::int64_t ahead) {
    const auto owner = static_cast<std::uint32_t>(workerLane(event.worker));
    Lane& lane = m_lanes[objectLane(event.object)];
    if (!lane.holds.empty() && lane.holds.back().isOpen() && lane.holds.back().owner == owner)
        return;                // once more, by its owner
    endHold(lane, event.end);  // of one who died with it
    lane.holds.push_back({owner, std::max<std::int64_t>(m_steps + ahead, 1), 0, event.end, 0});
}

void TraceModel::endHold(Lane& lane, std::int64_t ns) {
    if (lane.holds.empty() || !lane.holds.back().isOpen())
        return;
    lane.holds.back().lastStep = std::max(m_steps, lane.holds.back().firstStep);
    lane.holds.back().endNs = ns;
}

}  // namespace heddle
