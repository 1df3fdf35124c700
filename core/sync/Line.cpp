// SPDX-License-Identifier: MIT
#include "core/sync/Line.h"

namespace heddle {

void Line::join(Waiter& waiter, Operation& operation) {
    operation.joinsLine();
    sleepAgain(waiter, operation);
    waiter.before = m_last;
    (m_last ? m_last->next : m_first) = &waiter;
    m_last = &waiter;
}

void Line::sleepAgain(Waiter& waiter, Operation& operation) {
    waiter.turn = &operation.turn();
    waiter.seen = operation.glance();
    waiter.isHeld = operation.isHeld();
    waiter.isWoken = false;
}

void Line::leave(Waiter& waiter) {
    (waiter.before ? waiter.before->next : m_first) = waiter.next;
    (waiter.next ? waiter.next->before : m_last) = waiter.before;
    waiter.next = waiter.before = nullptr;
}

void Line::wake(Waiter& waiter) {
    if (waiter.isWoken || waiter.isHeld)
        return;
    waiter.isWoken = true;
    waiter.turn->fetch_add(1, std::memory_order_release);  // partner: Operation::park
    futexWake(*waiter.turn, 1);
}

void Line::wakeFirst() {
    if (m_first)
        wake(*m_first);
}

void Line::wakeAll() {
    for (Waiter* waiter = m_first; waiter; waiter = waiter->next)
        wake(*waiter);
}

}  // namespace heddle
