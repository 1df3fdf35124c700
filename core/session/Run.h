// SPDX-License-Identifier: MIT
// One run of a program under Heddle, from start to end, and its trace as it grows.
#pragma once

#include "core/base/Result.h"
#include "core/session/RunRequest.h"
#include "core/trace/Trace.h"

#include <cstdint>
#include <memory>
#include <string>

namespace heddle {

// What the status line says. Counts of the last look, a few milliseconds old at most.
struct RunStatus {
    Ending ending = Ending::running;
    std::uint64_t produced = 0, stored = 0, lost = 0;
    std::uint64_t unseen = 0;  // who could not be watched: how much they produced is in none of the counts
    int processes = 0, workers = 0, waiting = 0, held = 0;
    std::int32_t pid = 0;     // of the root process
    std::string saveFailure;  // a sentence, once the recording to saveTo ended early
};

// Thread: any; its engine runs on a thread of its own.
class Run {
public:
    static Result<std::unique_ptr<Run>> start(RunRequest request);
    virtual ~Run() = default;  // stops it if need be, leaving no process behind

    virtual std::shared_ptr<const Trace> trace() const = 0;
    virtual RunStatus status() const = 0;
    virtual void stop() = 0;  // asks; the run ends soon after, Ending::stopped
    virtual void wait() = 0;  // until it has ended, its trace is whole and saved
};

}  // namespace heddle
