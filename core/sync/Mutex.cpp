// SPDX-License-Identifier: MIT
#include "core/sync/Mutex.h"

#include "core/sync/Machine.h"

namespace heddle {

struct Mutex::Acquire {
    Mutex& m;
    Line& line() { return m.m_line; }
    bool mayGo() const { return !m.m_isHeld; }
    void go() { m.m_isHeld = true; }
    void settle() {
        if (!m.m_isHeld)
            m.m_line.wakeFirst();
    }
};

Mutex::Mutex(std::string name) : m_object({ObjectKind::mutex}, std::move(name)) {}

void Mutex::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
    });
}

bool Mutex::acquire(Patience patience, Site where) {
    touch();
    Operation operation{Op::mutexAcquire, m_object, where, patience};
    const bool isOurs = runMachine(operation, m_latch, Acquire{*this});
    if (isOurs)
        operation.done();
    else
        operation.failed(operation.mayWait() ? Outcome::timeout : Outcome::refused);
    return isOurs;
}

void Mutex::acquire(Site where) {
    acquire(Patience::forever(), where);
}

bool Mutex::tryAcquire(Site where) {
    return acquire(Patience::none(), where);
}

bool Mutex::acquireFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire(Patience::atMost(atMost), where);
}

bool Mutex::release(Site where) {
    touch();
    Operation operation{Op::mutexRelease, m_object, where};
    bool wasHeld = false;
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        wasHeld = std::exchange(m_isHeld, false);
        m_line.wakeFirst();
    }
    if (wasHeld)
        operation.done();
    else
        operation.failed(Outcome::invalid, "nobody holds it");
    return wasHeld;
}

}  // namespace heddle
