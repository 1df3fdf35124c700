// SPDX-License-Identifier: MIT
// One run of a program under Heddle, from start to end, and its trace as it grows.
#pragma once

#include "core/base/Result.h"
#include "core/session/RunRequest.h"
#include "core/session/Steering.h"
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

    // -- who goes next. Each order is heard soon after, where nobody runs; or refused with one sentence.
    // Stepped: lets the worker go on with one operation, once. Whoever would wait may be let go too.
    Result<void> let(WorkerId worker) { return m_steering.let(worker, trace()->names()); }
    // Or whom the chooser says, or the earlier run that is followed.
    Result<void> letNext() { return m_steering.letNext(); }
    // From now on: free, by hand, or by a chooser: at its word each time, as fast as it goes, or in slow
    // motion.
    Result<void> setChoosing(const Choosing& choosing, std::optional<double> operationsPerSecond = {}) {
        return m_steering.setChoosing(choosing, operationsPerSecond);
    }
    // Held, a run stands still where one is hit, and is stepped from there; they replace the former.
    Result<void> setBreakpoints(std::vector<Breakpoint> breakpoints) {
        return m_steering.setBreakpoints(std::move(breakpoints));
    }
    Choices choices() const { return m_steering.choices(); }
    Choices awaitChange(std::uint64_t seenVersion, Span atMost) const {
        return m_steering.awaitChange(seenVersion, atMost);
    }

protected:
    Steering m_steering;
};

}  // namespace heddle
