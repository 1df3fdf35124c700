// SPDX-License-Identifier: MIT
// What the supervisor and Heddle say to each other: one fixed-size packet each on a SOCK_SEQPACKET pair.
#pragma once

#include <cstdint>
#include <sys/wait.h>

namespace heddle {

// How a process ended, in the words of wait(2). Thread: any.
struct ProcessEnding {
    std::int32_t waitStatus = 0;

    bool isBySignal() const { return WIFSIGNALED(waitStatus); }
    int signal() const { return isBySignal() ? WTERMSIG(waitStatus) : 0; }  // 0: it exited
    int exitCode() const {
        return isBySignal() ? 128 + signal() : WEXITSTATUS(waitStatus);
    }  // as a shell tells it
};

// Supervisor to Heddle. Thread: any.
struct Report {
    enum class Kind : std::uint32_t {
        started = 1,      // pid: the root's. The first report, or startFailed is
        startFailed = 2,  // errorCode: why the program could not be executed; nothing else follows
        ended = 3,        // pid, ending, isRoot: a child or an adopted orphan of the supervisor
        allGone = 4,      // no process of the run is left; the last report
        lost = 5,  // never sent: SupervisorLink's own word for "the supervisor died, what it left was ended"
    };
    Kind kind = Kind::started;
    std::int32_t pid = 0;
    ProcessEnding ending;
    std::uint32_t isRoot = 0;
    std::int32_t errorCode = 0;
};
static_assert(sizeof(Report) == 20);

// Heddle to supervisor. That Heddle's end closes means endAll too. Thread: any.
struct Order {
    enum class Kind : std::uint32_t {
        endAll = 1,  // SIGKILL to every process of the run
        kill = 2,    // SIGKILL to one child of the supervisor: pid. Refused silently when it is not its child
    };
    Kind kind = Kind::endAll;
    std::int32_t pid = 0;
};
static_assert(sizeof(Order) == 8);

}  // namespace heddle
