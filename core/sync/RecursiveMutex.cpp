// SPDX-License-Identifier: MIT
#include "core/sync/RecursiveMutex.h"

#include "core/sync/Machine.h"

namespace heddle {

struct RecursiveMutex::Acquire {
    RecursiveMutex& m;
    Operation& operation;
    Line& line() { return m.m_line; }
    bool mayGo() const { return m.m_depth == 0; }
    void go() {
        m.m_owner = std::this_thread::get_id();
        operation.setValue(m.m_depth = 1);
    }
    void settle() {
        if (m.m_depth == 0)
            m.m_line.wakeFirst();
    }
};

RecursiveMutex::RecursiveMutex(std::string name) : m_object({ObjectKind::recursiveMutex}, std::move(name)) {}

void RecursiveMutex::touch() {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
    });
}

// Ahead of all who stand in line: they wait for this worker.
bool RecursiveMutex::acquireAgain(Operation& operation) {
    const std::lock_guard guard{m_latch};
    if (!isMine())
        return false;
    operation.takesEffect();
    operation.setValue(++m_depth);
    return true;
}

bool RecursiveMutex::acquire(Patience patience, Site where) {
    touch();
    Operation operation{Op::mutexAcquire, m_object, where, patience};
    const bool isOurs = acquireAgain(operation) || runMachine(operation, m_latch, Acquire{*this, operation});
    if (isOurs)
        operation.done();
    else
        operation.failed(operation.mayWait() ? Outcome::timeout : Outcome::refused);
    return isOurs;
}

void RecursiveMutex::acquire(Site where) {
    acquire(Patience::forever(), where);
}

bool RecursiveMutex::tryAcquire(Site where) {
    return acquire(Patience::none(), where);
}

bool RecursiveMutex::acquireFor(std::chrono::nanoseconds atMost, Site where) {
    return acquire(Patience::atMost(atMost), where);
}

bool RecursiveMutex::release(Site where) {
    touch();
    Operation operation{Op::mutexRelease, m_object, where};
    bool wasOurs = false;
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        wasOurs = isMine();
        if (wasOurs)
            operation.setValue(--m_depth);
        if (m_depth == 0)
            m_line.wakeFirst();
    }
    if (wasOurs)
        operation.done();
    else
        operation.failed(Outcome::invalid, "it is not held by the caller");
    return wasOurs;
}

}  // namespace heddle
