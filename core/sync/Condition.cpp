// SPDX-License-Identifier: MIT
#include "core/sync/Condition.h"

#include <limits>

namespace heddle {

Condition::Condition(Mutex& mutex, std::string name)
    : m_mutex(mutex), m_object({ObjectKind::condition}, std::move(name)) {}

void Condition::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
    });
}

bool Condition::refuse(Operation& operation, Waiter& waiter) {
    {
        const std::lock_guard guard{m_latch};
        m_line.leave(waiter);
        operation.takesEffect();
    }
    operation.failed(Outcome::invalid, "nobody holds its mutex");
    return false;
}

bool Condition::wait(Patience patience, Site where) {
    touch();
    Operation operation{Op::conditionWait, m_object, where, patience};
    Waiter waiter;
    {
        // In line first, then the mutex is given up: a notify in between finds us.
        const std::lock_guard guard{m_latch};
        m_line.join(waiter, operation);
    }
    if (!m_mutex.release(where))
        return refuse(operation, waiter);
    bool isNotified = false;
    for (bool isOver = false; !isOver;) {
        operation.waits();
        const Wake wake = operation.park(waiter.seen, waiter.isHeld);
        const std::lock_guard guard{m_latch};
        Line::sleepAgain(waiter, operation);
        isNotified = waiter.isNotified;
        isOver = isNotified || wake == Wake::timeout;
        if (!isOver)
            operation.takesEffect();
        else if (!isNotified)
            m_line.leave(waiter);
    }
    m_mutex.acquire(where);
    {
        // Only now: were the number taken before, the order of events would wait for the mutex as well.
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
    }
    if (isNotified)
        operation.done();
    else
        operation.failed(Outcome::timeout);
    return isNotified;
}

void Condition::wait(Site where) {
    wait(Patience::forever(), where);
}

bool Condition::waitFor(std::chrono::nanoseconds atMost, Site where) {
    return wait(Patience::atMost(atMost), where);
}

int Condition::notify(Op op, int howMany, Site where) {
    touch();
    Operation operation{op, m_object, where};
    int told = 0;
    {
        const std::lock_guard guard{m_latch};
        for (; told < howMany && !m_line.isEmpty(); ++told) {
            Waiter& waiter = *m_line.first();
            m_line.leave(waiter);
            waiter.isNotified = true;
            Line::wake(waiter);
        }
        operation.takesEffect();
        operation.setValue(told);
    }
    operation.done();
    return told;
}

int Condition::notify(int howMany, Site where) {
    return notify(Op::conditionNotify, howMany, where);
}

int Condition::notifyAll(Site where) {
    return notify(Op::conditionNotifyAll, std::numeric_limits<int>::max(), where);
}

}  // namespace heddle
