// SPDX-License-Identifier: MIT
#include "core/supervise/ProcessTable.h"

#include "core/supervise/ProcFile.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace heddle {
namespace {

// A kernel without CONFIG_PROC_CHILDREN has no `children` files: ask everybody for its parent.
std::vector<std::int32_t> childrenBySearch(std::int32_t parent) {
    std::vector<std::int32_t> children;
    for (const std::int32_t pid : proc::numbersNamedIn("/proc"))
        if (const auto stat = proc::contentOf(proc::pathOf(pid, "stat"));
            stat && proc::statField(*stat, 4) == std::to_string(parent))
            children.push_back(pid);
    return children;
}

ProcessEnding endingFrom(const siginfo_t& info) {
    if (info.si_code == CLD_EXITED)
        return {(info.si_status & 0xff) << 8};
    return {info.si_status | (info.si_code == CLD_DUMPED ? 0x80 : 0)};
}

std::optional<EndedChild> endedChild(idtype_t whom, id_t id) {
    siginfo_t info{};
    if (waitid(whom, id, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return std::nullopt;
    return EndedChild{info.si_pid, endingFrom(info)};
}

}  // namespace

std::vector<std::int32_t> childrenOf(std::int32_t pid) {
    std::vector<std::int32_t> children;
    const std::string tasks = proc::pathOf(pid, "task");
    for (const std::int32_t tid : proc::numbersNamedIn(tasks)) {
        const auto list = proc::contentOf(tasks + "/" + std::to_string(tid) + "/children");
        if (!list && access("/proc/thread-self/children", R_OK) != 0)
            return childrenBySearch(pid);
        for (const char* at = list ? list->c_str() : ""; *at != '\0';) {
            char* end = nullptr;
            const long child = std::strtol(at, &end, 10);
            if (end == at)
                break;
            children.push_back(static_cast<std::int32_t>(child));
            at = *end == ' ' ? end + 1 : end;
        }
    }
    return children;
}

std::optional<ProcessEnding> readEnding(std::int32_t pid, int pidfd) {
    const auto stat = proc::contentOf(proc::pathOf(pid, "stat"));
    if (!stat || proc::statField(*stat, 3) != "Z")
        return std::nullopt;
    // Signal 0 finds a zombie and refuses once it is reaped: only then could what was read be another's.
    if (!sendSignal(pidfd, 0) && errno == ESRCH)
        return std::nullopt;
    return ProcessEnding{std::atoi(proc::statField(*stat, 52).c_str())};
}

FamilyMark freshFamilyMark() {
    FamilyMark number = 0;
    while (getrandom(&number, sizeof number, 0) != sizeof number) {
    }
    rlimit limit{};
    getrlimit(RLIMIT_RSS, &limit);
    return number %
           std::min<rlim_t>(limit.rlim_max, FamilyMark{1} << 62);  // a soft limit stays below the hard one
}

void takeFamilyMark(FamilyMark mark) {
    rlimit limit{};
    getrlimit(RLIMIT_RSS, &limit);
    limit.rlim_cur = mark;
    setrlimit(RLIMIT_RSS, &limit);
}

bool hasFamilyMark(std::int32_t pid, FamilyMark mark) {
    rlimit limit{};
    return prlimit(pid, RLIMIT_RSS, nullptr, &limit) == 0 && limit.rlim_cur == mark;
}

// By number, since sys/pidfd.h of glibc 2.36 declares its functions without C linkage.
FileDescriptor openProcess(std::int32_t pid) {
    return FileDescriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
}

bool sendSignal(int pidfd, int signal) {
    return syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0) == 0;
}

FileDescriptor openChild(std::int32_t pid) {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return {};
    return openProcess(pid);
}

bool signalChild(std::int32_t pid, int signal) {
    const FileDescriptor child = openChild(pid);
    return child.isOpen() && sendSignal(child.number(), signal);
}

bool signalMarked(std::int32_t pid, FamilyMark mark, int signal) {
    const FileDescriptor process = openProcess(pid);
    return process.isOpen() && hasFamilyMark(pid, mark) && sendSignal(process.number(), signal);
}

std::optional<EndedChild> nextEndedChild() {
    return endedChild(P_ALL, 0);
}

std::optional<EndedChild> endedChild(std::int32_t pid) {
    return endedChild(P_PID, static_cast<id_t>(pid));
}

void reapChild(std::int32_t pid) {
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED);
}

bool hasChildren() {
    siginfo_t info{};
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

}  // namespace heddle
