// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Clocks.h"
#include "core/world/LocksHeld.h"

#include <unordered_map>
#include <vector>

namespace heddle {

// A shared variable that two workers use, one of them to write, under no common lock, and nothing puts one
// before the other. Atomic changes (fetch_add, compare_exchange) are unprotected only against others than
// their like; a compare_exchange that finds another value than it expected changes nothing and blames nobody.
// Told once for a variable, at the second of the two. What a program does past Heddle (a std::mutex of its
// own) is not seen to put anything before anything. Thread: one owner.
class UnprotectedSharing {
public:
    explicit UnprotectedSharing(const Names& names);
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;

private:
    struct Access {
        Noted noted;
        Op op = Op::none;
        std::uint32_t clock = 0;
        std::uint32_t locks = 0;
    };
    struct Variable {  // the last of each worker, since a write that all of them were before
        std::vector<Access> writes, reads;
        bool isTold = false;
    };
    struct Pair {
        ObjectId variable;
        Access earlier, later;
    };

    void accesses(const Told& told);
    const Access* unorderedWith(const Access& access, const std::vector<Access>& others);
    static void remember(std::vector<Access>& among, const Access& access);

    bool m_isAnythingShared = false;  // else there is nothing to keep clocks for
    Clocks m_clocks;
    LocksHeld m_locks;
    std::unordered_map<ObjectId, Variable> m_variables;
    std::vector<Pair> m_found;
};

}  // namespace heddle
