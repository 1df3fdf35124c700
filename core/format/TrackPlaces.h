// SPDX-License-Identifier: MIT
// Under which pid and tid the workers and objects of a trace stand in a Chrome file.
#pragma once

#include "core/format/JsonWriter.h"
#include "core/trace/ShownNames.h"

#include <cstdint>
#include <map>
#include <vector>

namespace heddle {

struct ChromePlace {
    std::int64_t pid = 0;
    std::int64_t tid = 0;
};

// The kernel's numbers where they are unique in the trace (it may give them again), else numbers beyond its
// own. Thread: one owner. `names` outlive it and do not grow.
class ChromePlaces {
public:
    explicit ChromePlaces(const Names& names);

    ChromePlace of(WorkerId worker) const;
    ChromePlace of(ObjectId object) const;
    std::vector<JsonWriter> metadata() const;  // events that name and sort them all

private:
    struct Process {
        std::int64_t pid = 0;
        std::string name;
    };

    const Names& m_names;
    std::map<ProcessId, Process> m_processes;
    std::map<WorkerId, ChromePlace> m_workers;
};

}  // namespace heddle
