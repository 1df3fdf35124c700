// SPDX-License-Identifier: MIT
// What the kernel tells about processes, and the one way in which Heddle ends them.
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/supervise/Report.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace heddle {

// The children of a process, of all its threads; zombies too. One that is born or ends meanwhile may be
// missing: whoever wants all of them asks again until none is left. Thread: any.
std::vector<std::int32_t> childrenOf(std::int32_t pid);

// How a process ended that is a zombie now, also when it is not our child (proc(5), field 52 of its stat
// file). Empty: it lives, or somebody has reaped it. `pidfd` is that process's, so that a number given anew
// never answers. Thread: any.
std::optional<ProcessEnding> readEnding(std::int32_t pid, int pidfd);

// A number that a process hands down to all that come of it, and that stays with a zombie: its soft limit
// RLIMIT_RSS, which Linux has not heeded since 2.4.30 (getrlimit(2)). The environment is no such mark: a
// program may clear it, and a zombie has none. Thread: any.
using FamilyMark = std::uint64_t;
FamilyMark freshFamilyMark();
void takeFamilyMark(FamilyMark mark);  // this process and its children to come
bool hasFamilyMark(std::int32_t pid, FamilyMark mark);

// A pidfd, CLOEXEC, and readable when the process has ended. Closed when there is none. Thread: any.
FileDescriptor openProcess(std::int32_t pid);
bool sendSignal(int pidfd, int signal);  // false: errno says why

// The same for one's own child, whose number cannot be given anew before it is reaped. Closed when there is
// none. Thread: any.
FileDescriptor openChild(std::int32_t pid);

// A signal to one's own child, through its pidfd. False: it is not our child, or the kernel refused. Thread:
// any.
bool signalChild(std::int32_t pid, int signal);

// A signal to a process that carries the mark, child or not: the pidfd was opened before the mark was seen,
// and still answers after, so that it is no other that was given the number meanwhile. Thread: any.
bool signalMarked(std::int32_t pid, FamilyMark mark, int signal);

// An ended child, still unreaped. Empty: none has ended. Thread: any.
struct EndedChild {
    std::int32_t pid = 0;
    ProcessEnding ending;
};
std::optional<EndedChild> nextEndedChild();              // any of ours
std::optional<EndedChild> endedChild(std::int32_t pid);  // this one, if it has ended
void reapChild(std::int32_t pid);                        // an ended one
bool hasChildren();

}  // namespace heddle
