// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <optional>
#include <vector>

namespace heddle {

// A lock whose holder has ended, and which somebody wants who lives on: who waits for it, or tries in vain.
// Not of a lock that the kernel or a manager takes back from the dead, nor of one that another worker has
// released after all. Those who end together with the holder, as their process does, want nothing.
// Told at the step at which both are true. A note only, at the end, where nobody wants what a thread that
// ended by itself held until then. Thread: one owner.
class DeadHolders {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;
    void tellUnwanted(ShownNames& names, std::vector<Verdict>& into) const;
    void tellNews(ShownNames& names, std::vector<Verdict>& into);  // true since it was asked last, and still

private:
    struct Held {
        std::vector<WorkerId> holders;  // several who read; one of a recursive lock once for each time
        std::optional<Noted> death;     // of one of them
        std::optional<Noted> wanted;    // since then, by whom
        std::int64_t since = 0;         // the step at which both were true
        bool isByItself = false;        // the thread ended, and not its whole process
    };
    struct Wait {
        ObjectId lock;
        Noted noted;
    };

    static Verdict verdictOf(ObjectId lock, const Held& held, ShownNames& names);
    void isTrue(ObjectId lock, Held& held, const Noted& wanted, std::int64_t since);
    void acquired(const Told& told);
    void released(const Told& told);
    void wants(const Told& told);
    void ended(const Told& told);

    std::map<ObjectId, Held> m_locks;  // those that are held
    std::map<WorkerId, Wait> m_waits;
    std::vector<ObjectId> m_news;
};

}  // namespace heddle
