// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/ProcessQueueBase.h"
#include "core/ipc/Wire.h"

#include <chrono>
#include <string>
#include <utility>

namespace heddle {

// Hands items from process to process. Python: multiprocessing.JoinableQueue, and made like it: put() lays
// the item into a buffer of its process, from where a feeder thread, started at the first put, writes it to a
// kernel pipe; a semaphore bounds how many items there are at a time, and a lock each keeps readers and
// writers apart. Made before the fork, used by parent and children. Each item is a message that Heddle
// follows from its put to its get. What a killed process had in its buffer is lost, and no lock with it.
// Thread: any; close() and joinThread() when no other thread of this process puts.
//
// Outcomes of put: ok; full (tryPut); timeout (putFor); closed; refused (no thread for the feeder). Of get:
// ok; empty (tryGet); timeout (getFor); closed; broken. Invalid: the kernel gave no pipe when it was made.
template <class T>
class ProcessQueue {
public:
    using Site = SourceLocation;
    explicit ProcessQueue(std::string name = {}, std::size_t capacity = 0)
        : m_base(std::move(name), capacity, &describeBytes) {}

    Outcome put(const T& item, Site where = Site::current()) { return put(item, Patience::forever(), where); }
    Outcome tryPut(const T& item, Site where = Site::current()) { return put(item, Patience::none(), where); }
    Outcome putFor(const T& item, std::chrono::nanoseconds atMost, Site where = Site::current()) {
        return put(item, Patience::atMost(atMost), where);
    }

    Received<T> get(Site where = Site::current()) { return get(Patience::forever(), where); }
    Received<T> tryGet(Site where = Site::current()) { return get(Patience::none(), where); }
    Received<T> getFor(std::chrono::nanoseconds atMost, Site where = Site::current()) {
        return get(Patience::atMost(atMost), where);
    }

    // Says that an item that was got is worked off. False when said more often than items were put (event:
    // invalid).
    bool taskDone(Site where = Site::current()) { return m_base.taskDone(where); }

    // Waits until taskDone was said, by whichever process, for every item that was put.
    void join(Site where = Site::current()) { m_base.join(where); }

    // This process puts and gets no more; what it has put is still handed over.
    Outcome close(Site where = Site::current()) { return m_base.close(where); }

    // Waits until this process's buffer has been written; after close(). A process that ends does so by
    // itself, unless it was told not to: then what is in its buffer may be lost.
    Outcome joinThread(Site where = Site::current()) { return m_base.joinThread(where); }
    void cancelJoinThread() { m_base.cancelJoinThread(); }

private:
    static void describeBytes(Description& out, std::string_view bytes) {
        describe(out, Wire<T>::decode(bytes));
    }
    Outcome put(const T& item, Patience patience, Site where) {
        Description content;
        if (thisWorker())
            describe(content, item);
        return m_base.put(Wire<T>::encode(item), content, patience, where);
    }
    Received<T> get(Patience patience, Site where) {
        auto bytes = m_base.get(patience, where);
        if (!bytes)
            return bytes.outcome();
        return Wire<T>::decode(*bytes);
    }

    ProcessQueueBase m_base;
};

}  // namespace heddle
