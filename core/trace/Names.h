// SPDX-License-Identifier: MIT
// Who and what a run was made of: workers, objects, source lines.
#pragma once

#include "core/base/Id.h"
#include "core/base/Lock.h"
#include "core/event/Event.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace heddle {

struct WorkerInfo {
    WorkerId id;
    WorkerKind kind = WorkerKind::thread;  // process: the main thread of one
    Depth depth = Depth::program;
    ProcessId process;
    WorkerId parent;  // none for the program's own main
    ObjectId handle;  // its thread or process object; none for the program's own main
    std::int32_t pid = 0;
    std::int32_t tid = 0;
    std::string path;          // "main/consumer-2"
    std::string name() const;  // the path's last part
};

struct ObjectInfo {
    ObjectId id;
    ObjectKind kind = ObjectKind::none;
    WorkerId maker;
    ObjectId copyOf;  // after a fork: the parent's object that this one began as
    ObjectId peer;    // pipe ends: the other end
    // Queues: none when unbounded. Semaphores, variables (none: not told): the first value. Barriers: the
    // parties. Read-write locks: 1 where writers go first.
    std::optional<std::int64_t> capacity;
    std::uint32_t firstOrder = 0;  // its count when it was defined; its next event has this plus one
    std::string path;              // "main/jobs"
    std::string name() const;
};

struct SiteInfo {
    SiteId id;
    std::string file;
    std::uint32_t line = 0;
    std::string function;
};

// Thread: one writer, many readers (answers are copies or live as long as this does; entries never move or
// change).
class Names {
public:
    void add(WorkerInfo);  // a second definition of the same id is ignored
    void add(ObjectInfo);
    void add(SiteInfo);

    const WorkerInfo* worker(WorkerId) const;  // nullptr: not defined
    const ObjectInfo* object(ObjectId) const;
    const SiteInfo* site(SiteId) const;

    // In order of definition. The vectors are copies of pointers, cheap enough once a frame.
    std::vector<const WorkerInfo*> workers() const;
    std::vector<const WorkerInfo*>
    workersAsMade() const;  // who began first, first; not as they were heard of
    std::vector<const ObjectInfo*> objects() const;
    std::vector<const SiteInfo*> sites() const;
    std::size_t count() const;  // of all definitions; grows by one with each

private:
    template <class Info, class Key>
    struct Shelf {
        std::deque<Info> all;
        std::unordered_map<Key, const Info*> byId;
    };
    mutable Lock m_lock;
    Shelf<WorkerInfo, WorkerId> m_workers HEDDLE_GUARDED_BY(m_lock);
    Shelf<ObjectInfo, ObjectId> m_objects HEDDLE_GUARDED_BY(m_lock);
    Shelf<SiteInfo, SiteId> m_sites HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace heddle
