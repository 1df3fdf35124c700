// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Clocks.h"
#include "core/world/LocksHeld.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace heddle {

// A shared variable, a place of an array or bytes of plain memory that two workers use, one of them to store
// into it, under no common lock, and nothing puts one before the other. No load is torn, and an atomic change
// (fetch_add, compare_exchange) undoes nobody's, so that these are unprotected only against a store; a
// compare_exchange that finds another value than it expected changes nothing and blames nobody. Told once for
// an object, at the second of the two. Of plain memory those bytes count that are told, the first 256 of an
// access. What a program does past Heddle (a std::mutex of its own) is not seen to put anything before
// anything. An access is kept as its worker's count at it, an epoch (FastTrack: Flanagan and Freund 2009),
// and no longer than anything can be unordered with it that is not so with a later one. Thread: one owner.
class UnprotectedSharing {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;
    void tellNews(ShownNames& names, std::vector<Verdict>& into);  // found since it was asked last

private:
    struct Access {
        Noted noted;
        Op op = Op::none;
        std::uint32_t clock = 0;
        std::uint32_t locks = 0;
    };
    struct Range {  // of places, or of bytes; a variable is one place
        std::int64_t from = 0, to = 0;
        friend auto operator<=>(const Range&, const Range&) = default;
    };
    struct Variable {                 // or what was accessed as one
        std::optional<Access> store;  // the last; all accesses before it were so for all others
        std::vector<Access> others;   // behind it, the last of each worker, by worker
        std::size_t thinAt = 8;       // so many others
    };
    struct Shared {
        std::map<Range, Variable> parts;
        bool isTold = false;
    };
    struct Pair {
        ObjectId object;
        Range both;
        Access earlier, later;
    };

    static Range rangeOf(const Event& event);
    static std::string wordsFor(const Pair& pair, ShownNames& names);
    static Verdict verdictOf(const Pair& pair, ShownNames& names);
    void accesses(const Told& told);
    bool isFoundIn(Shared& shared, ObjectId object, Range range, const Access& access);
    bool areUnordered(const Access& earlier, const Access& later);
    const Access* unorderedWith(const Access& access, const Variable& variable);
    void remember(Variable& variable, const Access& access);
    void thin(Variable& variable, const Access& by);
    void forgetTheEnded();

    bool m_isAnythingShared = false;  // so far; before, there is nothing to keep clocks for
    Clocks m_clocks;
    LocksHeld m_locks;
    std::unordered_map<ObjectId, Shared> m_shared;
    std::vector<Pair> m_found;
    std::size_t m_told = 0;  // of them
};

}  // namespace heddle
