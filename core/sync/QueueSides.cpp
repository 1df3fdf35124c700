// SPDX-License-Identifier: MIT
#include "core/sync/QueueSides.h"

#include "core/sync/Machine.h"

namespace heddle {
namespace {

std::optional<std::int64_t> asBound(std::size_t capacity) {
    return capacity == 0 ? std::nullopt : std::optional<std::int64_t>(static_cast<std::int64_t>(capacity));
}

}  // namespace

QueueSides::QueueSides(std::size_t capacity, std::string name)
    : object({ObjectKind::queue, asBound(capacity)}, std::move(name)), m_capacity(capacity) {}

void QueueSides::touch() {
    object.afterFork([this] {
        latch.reset();
        for (Line* line : {&m_getters, &m_putters, &m_joiners})
            line->forget();
    });
}

void QueueSides::settle() {
    if (m_count > 0 || m_isClosed)
        m_getters.wakeFirst();
    if (hasRoom() || m_isClosed)
        m_putters.wakeFirst();
    if (m_unfinished == 0)
        m_joiners.wakeAll();
}

void QueueSides::join(Operation& operation) {
    struct Join {
        QueueSides& q;
        Line& line() { return q.m_joiners; }
        bool mayGo() const { return q.m_unfinished == 0; }
        void go() {}
        void settle() { q.settle(); }
    };
    runMachine(operation, latch, Join{*this});
}

std::optional<std::int64_t> QueueSides::taskDone(Operation& operation) {
    const std::lock_guard guard{latch};
    operation.takesEffect();
    if (m_unfinished == 0)
        return std::nullopt;
    --m_unfinished;
    settle();
    return m_unfinished;
}

void QueueSides::close(Operation& operation) {
    const std::lock_guard guard{latch};
    operation.takesEffect();
    m_isClosed = true;
    settle();
}

}  // namespace heddle
