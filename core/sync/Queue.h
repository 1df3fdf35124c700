// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Describe.h"
#include "core/sync/QueueSides.h"
#include "core/sync/Received.h"

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <utility>

namespace heddle {

// Hands items from thread to thread, first in, first out. Python: queue.Queue. Each item is a message that
// Heddle follows from its put to its get. Thread: any.
//
// Outcomes of put: ok; full (tryPut); timeout (putFor); closed. Of get: ok; empty (tryGet); timeout (getFor);
// closed, once the queue was closed and is empty.
template <class T>
class Queue {
public:
    using Site = SourceLocation;
    explicit Queue(std::string name = {}, std::size_t capacity = 0)
        : m_sides(ObjectKind::queue, std::move(name), capacity) {}

    Outcome put(T item, Site where = Site::current()) {
        return put(std::move(item), Patience::forever(), where);
    }
    Outcome tryPut(T item, Site where = Site::current()) {
        return put(std::move(item), Patience::none(), where);
    }
    Outcome putFor(T item, std::chrono::nanoseconds atMost, Site where = Site::current()) {
        return put(std::move(item), Patience::atMost(atMost), where);
    }

    Received<T> get(Site where = Site::current()) { return get(Patience::forever(), where); }
    Received<T> tryGet(Site where = Site::current()) { return get(Patience::none(), where); }
    Received<T> getFor(std::chrono::nanoseconds atMost, Site where = Site::current()) {
        return get(Patience::atMost(atMost), where);
    }

    // Says that an item that was got is worked off. False when said more often than items were put (event:
    // invalid).
    bool taskDone(Site where = Site::current());

    // Waits until taskDone was said for every item that was put.
    void join(Site where = Site::current());

    // No more puts; gets empty it, then answer closed. Who waits is let go.
    void close(Site where = Site::current());

protected:
    // LifoQueue, PriorityQueue: an item goes ahead of the first one that it is `before`.
    struct Kind {
        ObjectKind kind;
        std::string name;
        std::size_t capacity;
    };
    Queue(Kind kind, std::function<bool(const T&, const T&)> before)
        : m_sides(kind.kind, std::move(kind.name), kind.capacity), m_before(std::move(before)),
          m_tellsPlace(kind.kind == ObjectKind::priorityQueue) {}

private:
    struct Item {
        T content;
        MessageId message;
        std::uint32_t generation;  // of the process that put it: after a fork a child has a copy of it
    };
    Outcome put(T item, Patience patience, Site where);
    Received<T> get(Patience patience, Site where);

    struct Put : QueueSides::Put {
        Queue& queue;
        T& item;
        Operation& operation;
        std::optional<std::size_t>& place;  // where it got in
        void go();
    };
    struct Get : QueueSides::Get {
        Queue& queue;
        std::optional<Item>& taken;
        void go();
    };

    QueueSides m_sides;
    std::deque<Item> m_items;
    std::function<bool(const T&, const T&)> m_before;  // none: first in, first out
    bool m_tellsPlace = false;
};

}  // namespace heddle

#include "core/sync/QueueBody.h"
