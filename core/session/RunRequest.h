// SPDX-License-Identifier: MIT
// What is asked for when a program is to run.
#pragma once

#include "core/base/Time.h"
#include "core/schedule/Choosing.h"
#include "core/schedule/Replay.h"
#include "core/session/Breakpoint.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
    Depth steps = Depth::program;               // held: library: what Heddle does itself is chosen too
    std::vector<Breakpoint> breakpoints;        // held: where it stands still, to be stepped from there
    bool isLossy = false;
    std::optional<Span> timeout;                  // real time; the run is ended, Ending::timeout
    std::optional<std::filesystem::path> saveTo;  // written while the run goes on
    std::function<void(int stream, std::string_view bytes)> onOutput;  // called on the run's own thread
    std::function<bool()> takesOutput;    // there too; false: leave it in the pipes for now. Empty: always
    std::function<bool()> isToStop;       // there too, now and then; true: as stop(). Empty: never
    std::shared_ptr<ProgramInput> input;  // what the program reads; none: what we would read ourselves
    std::uint32_t ringRecords = 0;        // 0: the default; tests make small rings
};

}  // namespace heddle
