// SPDX-License-Identifier: MIT
// Under which pid and tid the workers and objects of a trace stand in files that know processes and threads.
#pragma once

#include "core/trace/Names.h"

#include <cstdint>
#include <map>
#include <string>

namespace heddle {

struct TrackPlace {
    std::int64_t pid = 0;
    std::int64_t tid = 0;
};

// The kernel's numbers where they are unique in the trace (it may give them again), else numbers beyond its
// own; objects are threads of a process of their own. Thread: one owner. `names` outlive it; it knows what
// they hold when it is made.
class TrackPlaces {
public:
    explicit TrackPlaces(const Names& names);

    struct Process {
        std::int64_t pid = 0;
        std::string name;  // the path of its main worker
    };

    TrackPlace of(WorkerId worker) const;
    static TrackPlace of(ObjectId object);
    static std::int64_t pidOfObjects();
    const std::map<ProcessId, Process>& processes() const { return m_processes; }
    const std::map<WorkerId, TrackPlace>& workers() const { return m_workers; }

private:
    std::map<ProcessId, Process> m_processes;
    std::map<WorkerId, TrackPlace> m_workers;
};

}  // namespace heddle
