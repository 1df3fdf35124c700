// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/event/Op.h"
#include "core/sync/Callable.h"

#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace heddle {

// How a process ended.
struct ExitStatus {
    int exitCode = 0;     // meaningful when signal is 0
    int signal = 0;       // the signal that killed it
    bool isKnown = true;  // false: it was not started, was no child of who joined, or another has reaped it

    bool isClean() const { return isKnown && exitCode == 0 && signal == 0; }
    int asShell() const { return signal ? 128 + signal : exitCode; }
};

// A real process, made by fork, that runs a callable in a copy of this process's memory. Python:
// multiprocessing.Process with the start method fork. Starts when it is made. The body's return value is its
// exit code, or 0 if it gives none; an exception that leaves the body is told on stderr and gives exit code
// 1, pthread_exit gives 0. What stdout, stderr, std::cout and std::clog have buffered is written ahead of the
// fork, and once; flush other files yourself, or both processes write it. Its destructor does not wait: a
// process that was never joined stays a zombie until its parent ends. Thread: one owner.
class Process {
public:
    using Site = SourceLocation;
    Process();  // stands for no process
    Process(std::string name, Callable<int> body, Site where = Site::current());
    explicit Process(Callable<int> body, Site where = Site::current());
    Process(Process&&) noexcept;
    Process& operator=(Process&&) noexcept;
    ~Process();

    Outcome outcome() const { return m_outcome; }  // of its start: ok, or refused when the kernel gave none
    // Waits until it has ended, and takes its status from the kernel. Not known (event: failed, invalid)
    // where the kernel has none for us: another process started it, or it was reaped (SIGCHLD is ignored).
    // Not known, without an event, of one that was never started: stands for none, or was refused.
    ExitStatus join(Site where = Site::current());
    // SIGTERM, SIGKILL. ok also when it has ended and was not joined; invalid when it was joined, or the
    // kernel has reaped it (SIGCHLD is ignored); refused when the kernel does not let us.
    Outcome terminate(Site where = Site::current());
    Outcome kill(Site where = Site::current());
    Outcome signal(int number, Site where = Site::current());  // any other one; invalid when there is no such
    pid_t pid() const;
    const std::string& name() const { return m_name; }
    bool isJoinable() const { return m_state != nullptr && !m_status; }

private:
    struct State;
    [[noreturn]] static void runChild(State& state, Callable<int>& body);
    Outcome send(Op op, int signal, Site where);

    std::unique_ptr<State> m_state;
    std::string m_name;
    Outcome m_outcome = Outcome::invalid;
    std::optional<ExitStatus> m_status;
};

}  // namespace heddle
