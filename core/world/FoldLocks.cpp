// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>

namespace heddle {

void WorldFold::foldAcquire(ObjectState& object) {
    const bool isRecursive = object.kind == ObjectKind::recursiveMutex;
    const bool isMine = isRecursive && object.mutex.owner == m_event.worker;
    const bool wasLeft = object.kind == ObjectKind::robustMutex && m_event.outcome == Outcome::broken;
    expect(object.mutex.owner.isNone() || isMine || wasLeft);
    if (isRecursive) {
        expect(m_event.value == (isMine ? object.mutex.depth + 1 : 1));
        object.mutex.depth = m_event.value;
    }
    object.mutex.owner = m_event.worker;
}

// A condition's wait gives its mutex back in an operation of its own inside. In free mode that is recorded
// before the wait itself, so the worker remembers it.
void WorldFold::foldRelease(ObjectState& object) {
    expect(object.mutex.owner == m_event.worker);
    if (object.kind == ObjectKind::recursiveMutex) {
        object.mutex.depth = m_event.value;
        if (m_event.value > 0)
            return;
    }
    object.mutex.owner = {};
    if (m_event.parent == 0)
        return;
    if (WorkerState* state = worker(m_event.worker)) {
        state->gaveBack = m_event.object;
        state->gaveBackIn = m_event.parent;
    }
}

void WorldFold::foldWait(ObjectState& object) {
    ConditionState& condition = object.condition;
    const auto isMine = [&](WorkerId id) { return id == m_event.worker; };
    const bool wasNotified = std::ranges::any_of(condition.notified, isMine);
    if (m_event.phase == Phase::waits) {
        if (!wasNotified && std::ranges::none_of(condition.sleepers, isMine))
            condition.sleepers.push_back(m_event.worker);
        const WorkerState* state = worker(m_event.worker);
        if (state != nullptr && state->gaveBackIn == m_event.operation)
            condition.mutex = state->gaveBack;
        return;
    }
    expect(wasNotified || m_event.phase == Phase::failed);
    std::erase_if(condition.sleepers, isMine);
    std::erase_if(condition.notified, isMine);
}

void WorldFold::foldNotify(ObjectState& object) {
    ConditionState& condition = object.condition;
    const auto asleep = static_cast<std::int64_t>(condition.sleepers.size());
    expect(m_event.value >= 0 && m_event.value <= asleep);
    const std::int64_t woken =
        m_event.op == Op::conditionNotifyAll ? asleep : std::clamp<std::int64_t>(m_event.value, 0, asleep);
    const auto last = condition.sleepers.begin() + woken;
    condition.notified.insert(condition.notified.end(), condition.sleepers.begin(), last);
    condition.sleepers.erase(condition.sleepers.begin(), last);
}

void WorldFold::foldLoad(ObjectState& object) {
    if (!object.shared.isKnown)
        tellContent(object.shared);
    object.shared.copies[m_event.worker] = m_event.value;
}

void WorldFold::tellContent(SharedState& shared) const {
    shared.isKnown = true;
    shared.value = m_event.value;
    shared.text = m_text;
}

void WorldFold::foldStore(ObjectState& object) {
    tellContent(object.shared);
    object.shared.copies.erase(m_event.worker);
}

}  // namespace heddle
