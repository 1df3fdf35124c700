// SPDX-License-Identifier: MIT
// What is said of a run as a whole, beside its events.
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// Numbers go into files: append, never renumber.
enum class Ending : std::uint8_t {
    running,
    finished,
    failed,  // the program did, by itself
    stuck,
    timeout,
    stopped,
    cut,
    heddleFailed,  // Heddle could not see the run to its end
    last = heddleFailed
};

// A trouble or a note (core/world/Insight), with its proof.
struct Verdict {
    std::string kind;       // "deadlock", "stuck", …
    bool isTrouble = true;  // else a note
    std::string sentence;   // names the workers and objects
    std::vector<WorkerId> workers;
    std::vector<ObjectId> objects;
    std::vector<std::uint64_t> events;  // indexes into the trace: the proof
    std::int64_t step = 0;              // at which it became true; 0: an older Heddle did not say
};

// One grant of a held run: enough, in order, to run it again.
struct GrantRecord {
    WorkerId worker;
    std::uint8_t op = 0;  // Op
    bool fires = false;   // it was let go by its timeout
    ObjectId object;
    std::optional<std::uint64_t> events = {};  // that had happened before; none: an older Heddle did not say
};

struct OutputLine {
    Instant at;        // since the start of the run
    int stream = 1;    // 1 stdout, 2 stderr; 0 what it was given to read
    std::string text;  // raw bytes as they came, not cut into lines
};

struct RunFacts {
    std::string lesson;                             // "" for a program of one's own
    std::vector<std::string> command;               // what was started
    std::string folder;                             // where, of a program of one's own; "": not said
    std::map<std::string, std::string> parameters;  // of the lesson, as given or by default
    std::string mode = "free";                      // free, held, slow; mixed: free for a while
    std::string chooser = "none";                   // none, round-robin, random, …
    std::uint64_t seed = 0;
    std::vector<GrantRecord> schedule;             // empty unless it was held from its start
    std::optional<std::int64_t> letFreeAfterStep;  // up to there the schedule goes; none: to the end
    // A file of it was cut or damaged: behind this step the schedule is not known. None: it is whole.
    std::optional<std::int64_t> scheduleLostAfterStep;
    // Somebody from outside killed a process behind this step: what came then no schedule brings again.
    std::optional<std::int64_t> killedAfterStep;
    std::uint64_t produced = 0;  // by the workers' own count, and what was told for the dead: stored + lost
    std::uint64_t lost = 0;
    Ending ending = Ending::running;
    std::optional<std::uint64_t> endedBehind;  // so many events, Heddle ended all that was left; none: it did
                                               // not, or is an older one, which did not say
    std::string endingSentence;                // "finished", "worker main/child-1 was killed by SIGSEGV", …
    int exitCode = 0;                          // of the root process; 128 + signal when killed by one
    std::vector<Verdict> verdicts;
    std::vector<std::string> warnings;  // what was dropped, merged or unknown, a sentence each
    std::int64_t startedAtUnixMs = 0;
};

}  // namespace heddle
