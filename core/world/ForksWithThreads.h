// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <vector>

namespace heddle {

// A note: a process was forked while other threads of the program lived in its parent. A fork copies one
// thread only, and whatever lock another one holds stays locked in the child. Threads that Heddle made for
// itself do not count. One for each process that forks. Thread: one owner.
class ForksWithThreads {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;
    void tellNews(ShownNames& names, std::vector<Verdict>& into);  // since it was asked last

private:
    struct Fork {
        Noted noted;
        ObjectId child;
        std::vector<Noted> threads;  // since when they lived
    };
    static Verdict verdictOf(const Fork& fork, ShownNames& names);
    void forks(const Told& told);

    std::map<ProcessId, std::map<WorkerId, Noted>> m_alive;  // threads, by process
    std::map<ProcessId, Fork> m_forks;                       // the first of each
    std::vector<ProcessId> m_news;
};

}  // namespace heddle
