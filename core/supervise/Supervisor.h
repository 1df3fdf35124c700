// SPDX-License-Identifier: MIT
// A process of its own between Heddle and the program: it starts the program, owns every process that comes
// of it, tells how they end, and leaves none behind. It is single-threaded, so that the program's parent
// never ends early.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"
#include "core/supervise/Report.h"

#include <csignal>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct SupervisorTask {
    int control = -1;               // the socket to Heddle
    std::uint64_t mark = 0;         // FamilyMark of the program and all that comes of it
    std::optional<int> cpu;         // where the program runs, when it is held
    std::uint64_t descriptors = 0;  // how many the program may have open (its soft limit); 0: as we
    std::vector<int> handed;        // descriptors that the program keeps, beside 0, 1 and 2
    std::vector<std::string>
        command;  // the program and its arguments; looked up in PATH when it has no slash
};

// heddle-supervisor --control FD [--mark N] [--cpu N] [--descriptors N] [--hand FD,FD…] -- PROGRAM [ARG…]
Result<SupervisorTask> parseSupervisorTask(const std::vector<std::string>& arguments);
std::vector<std::string> argumentsOf(const SupervisorTask& task);

// Thread: one, the only one of its process.
class Supervisor {
public:
    explicit Supervisor(SupervisorTask task);  // owns task.control from here on; blocks all signals

    void run();  // until no process of the run is left

private:
    bool launch();
    [[noreturn]] void becomeProgram(std::int32_t supervisor, int failureTo) const;  // in the child
    void letGoOfHandedDescriptors();

    void obeyOrders();
    void reportEnded();
    void killAll();
    void signalAll(int signal);
    void report(const Report& report);

    SupervisorTask m_task;
    FileDescriptor m_control;
    FileDescriptor m_signals;  // a signalfd for SIGCHLD
    sigset_t m_programMask{};
    std::int32_t m_root = 0;
    bool m_endsAll = false;
};

}  // namespace heddle
