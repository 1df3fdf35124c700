// SPDX-License-Identifier: MIT
// How a Queue does what Queue.h says; included by it alone. Thread: any.
#pragma once

#include "core/sync/Machine.h"
#include "core/sync/Queue.h"

#include <algorithm>

namespace heddle {

template <class T>
void Queue<T>::Put::go() {
    if (this->q.m_isClosed)
        return;
    auto& items = queue.m_items;
    auto at = items.end();
    if (queue.m_before)
        at = std::upper_bound(items.begin(), items.end(), item, [this](const T& one, const Item& other) {
            return queue.m_before(one, other.content);
        });
    place = static_cast<std::size_t>(at - items.begin());
    items.insert(at, {std::move(item), operation.newMessage(), watch::generation});
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
    std::optional<std::size_t> place;
    if (!runMachine(operation, m_sides.latch, Put{{m_sides}, *this, item, operation, place})) {
        const Outcome why = operation.mayWait() ? Outcome::timeout : Outcome::full;
        operation.failed(why, content.text());
        return why;
    }
    if (!place) {
        operation.failed(Outcome::closed, content.text());
        return Outcome::closed;
    }
    if (m_tellsPlace) {
        if constexpr (std::integral<T>)
            content.writeNumber();
        operation.setValue(static_cast<std::int64_t>(*place));
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
