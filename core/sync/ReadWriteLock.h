// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace heddle {

// A lock that many hold to read, or one to write. Python has none of its own. Who goes first when both wait
// is chosen when it is made: readers first may starve a writer, and with writers first a reader that reads
// again while a writer waits locks itself out. Not recursive for writers. Fits std::unique_lock and
// std::shared_lock. Thread: any; whoever acquired it releases it.
class ReadWriteLock {
public:
    using Site = SourceLocation;
    enum class First : std::uint8_t { readers, writers };
    explicit ReadWriteLock(std::string name = {}, First first = First::writers);

    void acquireRead(Site where = Site::current());
    void acquireWrite(Site where = Site::current());
    bool tryAcquireRead(Site where = Site::current());  // false: failed, refused
    bool tryAcquireWrite(Site where = Site::current());
    bool acquireReadFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // failed, timeout
    bool acquireWriteFor(std::chrono::nanoseconds atMost, Site where = Site::current());
    bool release(Site where = Site::current());      // what the caller holds
    bool releaseRead(Site where = Site::current());  // false when the caller does not read (failed, invalid)
    bool releaseWrite(Site where = Site::current());

    void lock(Site where = Site::current()) { acquireWrite(where); }
    void unlock(Site where = Site::current()) { releaseWrite(where); }
    bool try_lock(Site where = Site::current()) { return tryAcquireWrite(where); }
    void lock_shared(Site where = Site::current()) { acquireRead(where); }
    void unlock_shared(Site where = Site::current()) { releaseRead(where); }
    bool try_lock_shared(Site where = Site::current()) { return tryAcquireRead(where); }

private:
    struct Read;
    struct Write;
    template <class Machine>
    bool acquire(Op op, Patience patience, Site where);
    bool release(Op op, Site where);
    bool giveBack(Op op);
    bool isWriting();
    bool mayRead() const;
    bool mayWrite() const;
    void settle();
    void touch();

    Object m_object;
    Latch m_latch;
    Line m_toRead, m_toWrite;
    const First m_first;
    std::vector<std::thread::id> m_readers;  // once for each time
    std::thread::id m_writer;                // of no thread: nobody writes
};

}  // namespace heddle
