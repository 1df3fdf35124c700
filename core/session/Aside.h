// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"
#include "core/supervise/TaskTable.h"
#include "core/trace/Names.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// A worker of a held run that is neither at its gate nor over.
struct Away {
    WorkerId worker;
    std::int32_t pid = 0;  // of its process
    bool starts = false;   // it waits within a start for the newcomer's first gate
};

// Workers that were let go and do not come back to their gate: those that wait outside Heddle, as the kernel
// shows them asleep, and those that compute long. They are set aside, so that others can go on; whoever comes
// back can be chosen again as before. Who is merely preempted is never set aside early: asleep is not
// runnable, and long is long by the processor's time. Thread: collector only.
class Aside {
public:
    using Family = std::function<std::vector<std::int32_t>()>;  // the pids of the run

    // -- tell it
    // Nobody has told anything for a while, and these are away. `grants`: so many were given so far.
    void look(const std::vector<Away>& away, const Names& names, const Family& family, std::size_t grants);
    void keepOnly(const std::vector<Away>& away);  // all the others have come back
    void isStill();                                // nobody else is away: forgets what was seen

    // -- ask it
    bool has(WorkerId worker) const { return m_aside.contains(worker); }
    bool isEmpty() const { return m_aside.empty(); }
    bool anyComputes(const Names& names) const;             // among those set aside, just now
    std::vector<std::string> warnings(const Names&) const;  // a sentence for each that ever was

private:
    enum class Why { sleeps, computes, awaitsNewcomer, keepsAway };
    struct Seen {  // of all the tasks that may be the worker's
        bool isKnown = false, isAsleep = true, isRunnable = false;
        std::uint64_t switches = 0;
        Span cpu;
    };
    struct Watch {
        Instant since, asleepSince;
        Span cpuBefore;
        std::uint64_t switches = 0;
        int quietLooks = 0;  // in a row, at which it slept and nobody of the run could run
        int looks = 0, looksAsleep = 0;
    };
    struct Told {
        Why why;
        std::size_t grants;
    };

    static Seen see(const Away& away, const Names& names);
    bool anyRuns(const Names& names, const Family& family) const;
    static std::optional<Why> judge(const Away& away, const Watch& watch, const Seen& seen, bool isAlone);

    std::map<WorkerId, Away> m_aside;
    std::map<WorkerId, Watch> m_watches;
    std::map<WorkerId, Told> m_told;
    std::optional<Instant> m_nextLook;
};

}  // namespace heddle
