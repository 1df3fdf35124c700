// SPDX-License-Identifier: MIT
#include "core/supervise/TaskTable.h"

#include "core/supervise/ProcFile.h"
#include "core/supervise/ProcessTable.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::size_t mostOfAFamily = 4096;  // a program that forks without end must not keep us here

// What stands behind "\nNAME:\t" in a status file; "" if nothing does.
const char* statusField(const std::string& status, const char* name) {
    const std::string line = std::string("\n") + name + ":\t";
    const std::size_t at = status.find(line);
    return at == std::string::npos ? "" : status.c_str() + at + line.size();
}

Span timeOfTicks(std::int64_t ticks) {
    static const std::int64_t perSecond = sysconf(_SC_CLK_TCK);
    return {ticks * (1'000'000'000 / perSecond)};
}

}  // namespace

std::optional<TaskNow> readTask(std::int32_t pid, std::int32_t tid) {
    const std::string folder = proc::pathOf(pid, "task/") + std::to_string(tid);
    const auto stat = proc::contentOf(folder + "/stat");
    const auto status = proc::contentOf(folder + "/status");
    const std::string state = stat ? proc::statField(*stat, 3) : "";
    if (!status || state.empty())
        return std::nullopt;
    TaskNow now;
    now.state = state[0];
    now.switches = std::strtoull(statusField(*status, "voluntary_ctxt_switches"), nullptr, 10) +
                   std::strtoull(statusField(*status, "nonvoluntary_ctxt_switches"), nullptr, 10);
    now.cpu = timeOfTicks(std::atoll(proc::statField(*stat, 14).c_str()) +
                          std::atoll(proc::statField(*stat, 15).c_str()));
    return now;
}

std::vector<std::int32_t> tasksOf(std::int32_t pid) {
    return proc::numbersNamedIn(proc::pathOf(pid, "task"));
}

std::vector<std::int32_t> familyOf(std::int32_t pid) {
    std::vector<std::int32_t> family = childrenOf(pid);
    for (std::size_t i = 0; i < family.size() && family.size() < mostOfAFamily; ++i) {
        const std::vector<std::int32_t> children = childrenOf(family[i]);
        family.insert(family.end(), children.begin(), children.end());
    }
    return family;
}

bool mayBeWokenByTimer(std::int32_t pid) {
    const auto timers = proc::contentOf(proc::pathOf(pid, "timers"));
    if (timers && !timers->empty())
        return true;
    const auto status = proc::contentOf(proc::pathOf(pid, "status"));
    const std::uint64_t caught =
        status ? std::strtoull(statusField(*status, "SigCgt"), nullptr, 16) : std::uint64_t{0};
    return (caught >> (SIGALRM - 1) & 1U) != 0;
}

bool isBlockedByAll(std::int32_t pid, int signal) {
    const std::vector<std::int32_t> tasks = tasksOf(pid);
    const auto blocks = [&](std::int32_t tid) {
        const auto status = proc::contentOf(proc::pathOf(pid, "task/") + std::to_string(tid) + "/status");
        const std::uint64_t blocked =
            status ? std::strtoull(statusField(*status, "SigBlk"), nullptr, 16) : std::uint64_t{0};
        return signal > 0 && signal <= 64 && (blocked >> (signal - 1) & 1U) != 0;
    };
    return !tasks.empty() && std::ranges::all_of(tasks, blocks);
}

}  // namespace heddle
