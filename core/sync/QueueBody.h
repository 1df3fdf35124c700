// SPDX-License-Identifier: MIT
// How a Queue does what Queue.h says; included by it alone. Thread: any.
#pragma once

#include "core/sync/Machine.h"
#include "core/sync/Queue.h"

namespace heddle {

template <class T>
void Queue<T>::Put::go() {
    if (this->q.m_isClosed)
        return;
    isIn = true;
    queue.m_items.push_back({std::move(item), operation.newMessage(), watch::generation});
    ++this->q.m_count;
    ++this->q.m_unfinished;
}

template <class T>
void Queue<T>::Get::go() {
    if (this->q.m_count == 0)
        return;
    taken.emplace(std::move(queue.m_items.front()));
    queue.m_items.pop_front();
    --this->q.m_count;
}

template <class T>
Outcome Queue<T>::put(T item, Patience patience, Site where) {
    m_sides.touch();
    Description content;
    if (thisWorker())
        describe(content, item);
    Operation operation{Op::queuePut, m_sides.object, where, patience, content.number};
    operation.setSentinel(content.isSentinel);
    bool isIn = false;
    if (!runMachine(operation, m_sides.latch, Put{{m_sides}, *this, item, operation, isIn})) {
        const Outcome why = operation.mayWait() ? Outcome::timeout : Outcome::full;
        operation.failed(why, content.text());
        return why;
    }
    if (!isIn) {
        operation.failed(Outcome::closed, content.text());
        return Outcome::closed;
    }
    operation.done(Outcome::ok, content.text());
    return Outcome::ok;
}

template <class T>
Received<T> Queue<T>::get(Patience patience, Site where) {
    m_sides.touch();
    Operation operation{Op::queueGet, m_sides.object, where, patience};
    std::optional<Item> taken;
    if (!runMachine(operation, m_sides.latch, Get{{m_sides}, *this, taken})) {
        const Outcome why = operation.mayWait() ? Outcome::timeout : Outcome::empty;
        operation.failed(why);
        return why;
    }
    if (!taken) {
        operation.failed(Outcome::closed);
        return Outcome::closed;
    }
    if (operation.isWatched()) {
        Description content;
        describe(content, taken->content);
        if (taken->generation == watch::generation)  // the message itself, and not a copy made by a fork
            operation.receives(taken->message);
        operation.setValue(content.number);
        operation.setSentinel(content.isSentinel);
        operation.done(Outcome::ok, content.text());
    }
    return std::move(taken->content);
}

template <class T>
bool Queue<T>::taskDone(Site where) {
    m_sides.touch();
    Operation operation{Op::queueTaskDone, m_sides.object, where};
    const std::optional<std::int64_t> left = m_sides.taskDone(operation);
    operation.setValue(left.value_or(0));
    if (left)
        operation.done();
    else
        operation.failed(Outcome::invalid, "taskDone was called more often than items were put");
    return left.has_value();
}

template <class T>
void Queue<T>::join(Site where) {
    m_sides.touch();
    Operation operation{Op::queueJoin, m_sides.object, where};
    m_sides.join(operation);
    operation.done();
}

template <class T>
void Queue<T>::close(Site where) {
    m_sides.touch();
    Operation operation{Op::queueClose, m_sides.object, where};
    m_sides.close(operation);
    operation.done();
}

}  // namespace heddle
