// SPDX-License-Identifier: MIT
#include "core/sync/Semaphore.h"

#include "core/sync/Machine.h"

#include <limits>

namespace heddle {

struct Semaphore::Acquire {
    Semaphore& s;
    Operation& operation;
    Line& line() { return s.m_line; }
    bool mayGo() const { return s.m_value > 0; }
    void go() { operation.setValue(--s.m_value); }
    void settle() {
        if (s.m_value > 0)
            s.m_line.wakeFirst();
    }
};

Semaphore::Semaphore(std::string name, std::int64_t value)
    : m_object({ObjectKind::semaphore, value}, std::move(name)), m_value(value),
      m_most(std::numeric_limits<std::int64_t>::max()) {}

Semaphore::Semaphore(Bounded, std::string name, std::int64_t value)
    : m_object({ObjectKind::boundedSemaphore, value}, std::move(name)), m_value(value), m_most(value) {}

void Semaphore::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
    });
}

bool Semaphore::acquire(Patience patience, Site where) {
    touch();
    Operation operation{Op::semaphoreAcquire, m_object, where, patience};
    const bool isOurs = runMachine(operation, m_latch, Acquire{*this, operation});
    if (isOurs)
        operation.done();
    else
        operation.failed(operation.mayWait() ? Outcome::timeout : Outcome::refused);
    return isOurs;
}

void Semaphore::acquire(Site where) {
    acquire(Patience::forever(), where);
}

bool Semaphore::tryAcquire(Site where) {
    return acquire(Patience::none(), where);
}

bool Semaphore::acquireFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire(Patience::atMost(atMost), where);
}

bool Semaphore::release(std::int64_t howMany, Site where) {
    touch();
    Operation operation{Op::semaphoreRelease, m_object, where};
    bool isAllowed = false;
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        isAllowed = howMany >= 1 && howMany <= m_most - m_value;
        m_value += isAllowed ? howMany : 0;
        operation.setValue(m_value);
        if (m_value > 0)
            m_line.wakeFirst();
    }
    if (isAllowed)
        operation.done();
    else
        operation.failed(Outcome::invalid, howMany < 1 ? "less than one was to be released"
                                                       : "there would be more than at first");
    return isAllowed;
}

}  // namespace heddle
