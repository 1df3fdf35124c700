// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Line.h"

#include <cstdint>
#include <optional>
#include <string>

namespace heddle {

// What a Queue is apart from its items: who waits at which side, and the counts that decide. Thread: any,
// under latch.
class QueueSides {
public:
    QueueSides(std::size_t capacity, std::string name);  // 0: unbounded

    // As machines for runMachine: each says whether one more may go, and counts it.
    struct Put {
        QueueSides& q;
        Line& line() { return q.m_putters; }
        bool mayGo() const { return q.m_isClosed || q.hasRoom(); }
        void go() {}
        void settle() { q.settle(); }
    };
    struct Get {
        QueueSides& q;
        Line& line() { return q.m_getters; }
        bool mayGo() const { return q.m_count > 0 || q.m_isClosed; }
        void go() {}
        void settle() { q.settle(); }
    };
    void join(Operation& operation);  // until nothing is unfinished
    std::optional<std::int64_t>
    taskDone(Operation& operation);  // what is left unfinished; empty: called too often
    void close(Operation& operation);

    bool hasRoom() const { return m_capacity == 0 || m_count < m_capacity; }
    void touch();   // ahead of every use
    void settle();  // wakes whoever may go now

    Object object;
    Latch latch;

private:
    template <class T>
    friend class Queue;
    std::size_t m_capacity;
    std::size_t m_count = 0;
    std::int64_t m_unfinished = 0;
    bool m_isClosed = false;
    Line m_getters, m_putters, m_joiners;
};

}  // namespace heddle
