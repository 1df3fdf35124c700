// SPDX-License-Identifier: MIT
#include "core/sync/EventFlag.h"

#include "core/sync/LetGo.h"

namespace heddle {

EventFlag::EventFlag(std::string name) : m_object({ObjectKind::eventFlag}, std::move(name)) {}

void EventFlag::touch() const {
    m_object.afterFork([this] {
        m_latch.reset();
        m_line.forget();
    });
}

// Whether it is not set: then the waiter has joined the line.
bool EventFlag::isToStay(Operation& operation, Waiter& waiter) {
    const std::lock_guard guard{m_latch};
    if (m_isSet)
        operation.takesEffect();
    else
        m_line.join(waiter, operation);
    return !m_isSet;
}

bool EventFlag::wait(Patience patience, Site where) {
    touch();
    Operation operation{Op::eventWait, m_object, where, patience};
    Waiter waiter;
    const bool isReached =
        !isToStay(operation, waiter) || waitUntilLetGo(operation, m_latch, m_line, waiter, [] {});
    if (isReached)
        operation.done();
    else
        operation.failed(Outcome::timeout);
    return isReached;
}

void EventFlag::wait(Site where) {
    wait(Patience::forever(), where);
}

bool EventFlag::waitFor(std::chrono::nanoseconds atMost, Site where) {
    return wait(Patience::atMost(atMost), where);
}

void EventFlag::change(Op op, bool isSet, Site where) {
    touch();
    Operation operation{op, m_object, where};
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        m_isSet = isSet;
        if (isSet)
            letGoAll(m_line);
    }
    operation.done();
}

void EventFlag::set(Site where) {
    change(Op::eventSet, true, where);
}

void EventFlag::clear(Site where) {
    change(Op::eventClear, false, where);
}

bool EventFlag::isSet(Site where) const {
    touch();
    Operation operation{Op::eventIsSet, m_object, where};
    bool is = false;
    {
        const std::lock_guard guard{m_latch};
        operation.takesEffect();
        is = m_isSet;
    }
    operation.setValue(is ? 1 : 0);
    operation.done();
    return is;
}

}  // namespace heddle
