// SPDX-License-Identifier: MIT
// One run of a program under Heddle, from start to end, and its trace as it grows.
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/schedule/Chooser.h"
#include "core/schedule/Replay.h"
#include "core/trace/Trace.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

class ProgramInput;

struct RunRequest {
    std::vector<std::string> command;                // program and arguments
    std::map<std::string, std::string> environment;  // added to ours
    std::filesystem::path folder;                    // where the program starts; "": where we are
    std::string lesson;                              // "" for a program of one's own
    std::map<std::string, std::string> parameters;   // of the lesson, complete
    Choosing choosing;                               // free, or held with a chooser and its seed
    std::shared_ptr<Chooser> chooser;                // held: this one chooses, whatever `choosing` says
    std::optional<ReplayOrder> replay;               // held: followed first
    std::optional<double> operationsPerSecond;  // held: no faster, so that one can watch; of program depth
    bool isLossy = false;
    std::optional<Span> timeout;                  // real time; the run is ended, Ending::timeout
    std::optional<std::filesystem::path> saveTo;  // written while the run goes on
    std::function<void(int stream, std::string_view bytes)> onOutput;  // called on the run's own thread
    std::function<bool()> takesOutput;    // there too; false: leave it in the pipes for now. Empty: always
    std::shared_ptr<ProgramInput> input;  // what the program reads; none: what we would read ourselves
    std::uint32_t ringRecords = 0;        // 0: the default; tests make small rings
};

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
