// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>

namespace heddle {

void WorldFold::foldSync(ObjectState& object) {
    const auto isFromTo = [op = m_event.op](Op first, Op last) { return op >= first && op <= last; };
    if (isFromTo(Op::semaphoreAcquire, Op::semaphoreRelease))
        foldSemaphore(object);
    else if (isFromTo(Op::barrierWait, Op::barrierReset))
        foldBarrier(object);
    else if (m_event.op == Op::rwlockAcquireRead || m_event.op == Op::rwlockReleaseRead)
        foldReading(object);
    else if (m_event.op == Op::rwlockAcquireWrite || m_event.op == Op::rwlockReleaseWrite)
        foldWriting(object);
    else if (isFromTo(Op::sharedCompareExchange, Op::sharedFetchAdd))
        foldExchange(object);
    else if (isFromTo(Op::poolSubmit, Op::futureGet))
        foldPool(object);
    else
        foldFlag(object);
}

// One that finds another value than it expected has read it.
void WorldFold::foldExchange(ObjectState& object) {
    if (m_event.phase == Phase::done)
        foldStore(object);
    else if (m_event.outcome == Outcome::refused)
        foldLoad(object);
}

// A result can be got again, and moves once.
void WorldFold::foldPool(ObjectState& object) {
    if (m_event.phase != Phase::done)
        return;
    if (m_event.op == Op::poolSubmit || m_event.op == Op::futureSet)
        return foldPut(object);
    if (m_event.op == Op::poolShutdown)
        object.queue.isClosed = true;
    else if (m_event.op == Op::futureGet && m_event.message.isNone())
        expect(object.flag.isSet);
    else
        foldGet(object);
}

// Both tell what is left, or there is now.
void WorldFold::foldSemaphore(ObjectState& object) {
    if (m_event.phase != Phase::done)
        return;
    std::int64_t& value = object.semaphore.value;
    const std::int64_t told = std::max<std::int64_t>(m_event.value, 0);
    expect(m_event.op == Op::semaphoreAcquire ? told == value - 1 : told > value);
    value = told;
    WorkerId& holder = object.semaphore.holder;
    object.semaphore.isSignal |= m_event.op == Op::semaphoreRelease && holder != m_event.worker;
    holder = m_event.op == Op::semaphoreAcquire ? m_event.worker : WorkerId{};
}

// Who waits when it is set goes on, even if it is cleared before they do.
void WorldFold::foldFlag(ObjectState& object) {
    const bool isDone = m_event.phase == Phase::done;
    const bool hasEnded = isDone || m_event.phase == Phase::failed;
    if (m_event.op == Op::eventIsSet && isDone)
        expect(object.flag.isSet == (m_event.value != 0));
    if (m_event.op == Op::eventWait && hasEnded) {
        const bool wasLetGo = std::erase(object.letGo, m_event.worker) > 0;
        expect(!isDone || wasLetGo || object.flag.isSet);
    }
    if (m_event.op == Op::eventClear && isDone)
        object.flag.isSet = false;
    if ((m_event.op == Op::eventSet || m_event.op == Op::timerCancel) && isDone)
        object.flag.isSet = true;
    if (m_event.op == Op::eventSet && isDone)
        object.letGo = object.line;
}

void WorldFold::foldBarrier(ObjectState& object) {
    BarrierState& barrier = object.barrier;
    const bool isDone = m_event.phase == Phase::done;
    if (m_event.op == Op::barrierWait) {
        const bool hasFailed = m_event.phase == Phase::failed;
        if ((!isDone && !hasFailed) || std::erase(object.letGo, m_event.worker) > 0)
            return;
        const bool isBreaking = hasFailed && m_event.outcome == Outcome::timeout;
        expect(isDone ? object.arrived() + 1 >= barrier.parties : isBreaking || barrier.isBroken);
        barrier.isBroken |= isBreaking;
        if (isDone || isBreaking)
            object.letGo = object.line;
        return;
    }
    if (!isDone)
        return;
    barrier.isBroken = m_event.op == Op::barrierAbort;
    object.letGo = object.line;
}

void WorldFold::foldReading(ObjectState& object) {
    if (m_event.phase != Phase::done)
        return;
    std::vector<WorkerId>& reading = object.readers.reading;
    if (m_event.op == Op::rwlockAcquireRead) {
        expect(object.mutex.owner.isNone());
        reading.push_back(m_event.worker);
        return;
    }
    const auto mine = std::ranges::find(reading, m_event.worker);
    expect(mine != reading.end());
    if (mine != reading.end())
        reading.erase(mine);
}

void WorldFold::foldWriting(ObjectState& object) {
    std::vector<WorkerId>& toWrite = object.readers.toWrite;
    const bool isDone = m_event.phase == Phase::done;
    if (m_event.op == Op::rwlockReleaseWrite) {
        expect(!isDone || object.mutex.owner == m_event.worker);
        if (isDone)
            object.mutex.owner = {};
        return;
    }
    if (m_event.phase == Phase::waits) {
        if (std::ranges::find(toWrite, m_event.worker) == toWrite.end())
            toWrite.push_back(m_event.worker);
        return;
    }
    std::erase(toWrite, m_event.worker);
    if (!isDone)
        return;
    expect(object.mutex.owner.isNone() && object.readers.reading.empty());
    object.mutex.owner = m_event.worker;
}

}  // namespace heddle
