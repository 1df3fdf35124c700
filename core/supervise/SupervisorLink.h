// SPDX-License-Identifier: MIT
// Heddle's side of a supervisor: starts it, hears from it, and does its work when it dies.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"
#include "core/supervise/Report.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct SuperviseRequest {
    std::filesystem::path supervisor;                              // the program heddle-supervisor
    std::vector<std::string> command;                              // looked up in PATH when it has no slash
    std::map<std::string, std::string> environment;                // added to ours
    std::filesystem::path folder;                                  // where it starts; "": where we are
    int standardInput = 0, standardOutput = 1, standardError = 2;  // become the program's 0, 1 and 2
    std::vector<int> handed;  // all above 2; keep their numbers (attach socket, page)
    std::optional<int> cpu;   // the program runs on this one only
};

// Thread: one owner. Owns every process that comes of the program: when it is destroyed, none is left.
// Makes this process a subreaper: what a dead supervisor leaves comes to us.
class SupervisorLink {
public:
    // Returns when the program has been executed. Fails with one sentence: the supervisor or the program is
    // missing or cannot be executed. The descriptors stay the caller's, who closes his copies.
    static Result<std::unique_ptr<SupervisorLink>> start(const SuperviseRequest& request);
    ~SupervisorLink();
    SupervisorLink(const SupervisorLink&) = delete;
    SupervisorLink& operator=(const SupervisorLink&) = delete;

    void endAll();                // asks; `ended` and `allGone` follow
    void kill(std::int32_t pid);  // asks; only a child of the supervisor: the root, or an orphan

    // `ended` for each, `allGone` last, then always empty. If the supervisor dies: `lost`, then `ended` for
    // what it left, which this call kills and reaps, then `allGone`. Blocks only then, for milliseconds.
    std::optional<Report> next();

    int fd() const { return m_control.number(); }     // for poll: readable when next() may have something
    int pidfd() const { return m_process.number(); }  // the supervisor's own
    std::int32_t rootPid() const { return m_root; }
    std::vector<std::int32_t> processes() const;  // of the run, as the kernel has them now; zombies too

private:
    SupervisorLink() = default;
    Result<void> spawn(const SuperviseRequest& request);
    Result<void> hearStart(const SuperviseRequest& request);
    void send(const Order& order);
    void endSupervisor();  // waits for its end, which it has been told of, and reaps it
    void takeOver();       // the supervisor is dead or deaf: do what it would have done
    std::vector<std::int32_t> orphans() const;
    void reapOrphan(std::int32_t pid);

    FileDescriptor m_control, m_process;
    std::uint64_t m_mark = 0;  // FamilyMark of all that is ours
    std::int32_t m_supervisor = 0, m_root = 0;
    std::deque<Report> m_reports;  // of takeOver(), not yet told
    bool m_isOver = true;          // there is no supervisor: none yet, or it has ended and was reaped
    bool m_saidAllGone = false;
};

}  // namespace heddle
