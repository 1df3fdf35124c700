// SPDX-License-Identifier: MIT
// Many schedules of one program, and what can come of it.
#pragma once

#include "core/session/Run.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct ExploredOutcome;

struct ExploreRequest {
    RunRequest program;  // who chooses, how fast, where it stands, output and file are ours
    int tries = 200;
    std::uint64_t seed = 1;
    std::filesystem::path folder;      // there, or to be made; "": no traces are kept
    int shrinkingRuns = 100;           // at most, for each outcome that fails
    int atOnce = 0;                    // 0: two for each processor, since each waits now and then
    std::function<bool()> isToStop{};  // asked all the time: ends the runs that go on, too. Empty: never
    std::function<bool()> isEnough{};  // asked between tries: what was found is still shortened and kept
    std::function<void(const ExploredOutcome&)> onTry{};  // what came of each; one at a time, any thread
};

// Runs that ended alike: in the same way, with the same troubles of the same objects, the same last line of
// output, and for one that stands still the same sentence.
struct ExploredOutcome {
    std::string sentence;  // "counter = 2"
    Ending ending = Ending::running;
    bool isFailing = false;             // the program failed, or there is a trouble
    std::vector<std::string> troubles;  // kinds
    int count = 0;
    int firstTry = 0;                   // from 1
    std::string chooser;                // of that one
    std::uint64_t seed = 0;             // of that one
    std::size_t changesFound = 0;       // of worker, as it was found
    std::vector<GrantRecord> schedule;  // that leads here with the fewest changes of worker that were found
    std::size_t changes = 0;            // of worker, in that
    std::optional<std::filesystem::path> file;
    std::string complaint;  // why there is no file, or that a run again led elsewhere; "" while all is well
};

struct Exploration {
    int tries = 0;       // fewer than asked for, if it was stopped or some could not be started
    double seconds = 0;  // that these took
    std::vector<ExploredOutcome> outcomes;  // the most frequent first
    std::string complaint;                  // why a try could not be started; "" while all could
};

// By turns first, then by seeds and by priorities in turn. Its result depends on the request and on nothing
// else, however many run at once. Fails when the program cannot be started. Thread: any.
Result<Exploration> explore(const ExploreRequest& request);

}  // namespace heddle
