// SPDX-License-Identifier: MIT
// What the kernel does at an end is not seen at a gate: descriptors are closed, robust mutexes change hands.
#pragma once

#include "core/base/Time.h"
#include "core/event/Event.h"

#include <cstdint>
#include <optional>

namespace heddle {

class Engine;

// Waits for it, so that nobody is granted in between, and a join, an end of file or a waitpid after it never
// races. Thread: collector only.
class Departures {
public:
    explicit Departures(Engine& engine) : m_engine(engine) {}  // outlives this

    void heard(const Event& event);  // each event of the trace
    void awaitThem();                // those that the last events have brought about
    void awaitDeath(ProcessId process, Span atMost);

private:
    void awaitTask(std::int32_t pid, std::int32_t tid);
    bool holdsRobustMutex(WorkerId worker) const;

    struct Struck {  // a process handle that was just sent a signal; 0: none was
        ObjectId handle;
        int signal = 0;
    };

    Engine& m_engine;
    Struck m_struck;
    std::optional<WorkerId> m_leaves;  // a thread that has just ended, and held what the kernel takes back
};

}  // namespace heddle
