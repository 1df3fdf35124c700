// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace heddle {

// A note: an end of a pipe, a socket or a listener that the process which made it had not closed when it
// ended by itself; of sockets, only those that it used. Not of the program's first process: what is global
// there is closed behind its end, and that nobody is told. Of a copy that a fork has given to another process
// nothing is said: where that keeps somebody from his end of file, he is stuck, and that is told. Thread: one
// owner.
class OpenDescriptors {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;
    void tellNews(ShownNames& names, std::vector<Verdict>& into);  // since it was asked last

private:
    struct Left {
        ObjectId object;
        std::optional<Noted> used;
        Noted end;
    };
    static ProcessId makerOf(const Names& names, ObjectId id);  // none: it is no descriptor
    void addUntouched(const Names& names, ProcessId process);
    static Verdict verdictOf(const Left& left, ShownNames& names);
    void ended(const Told& told);

    std::unordered_map<ObjectId, ProcessId> m_makers;
    using Open = std::map<ObjectId, std::optional<Noted>>;  // when they were used first; none: never
    std::map<ProcessId, Open> m_open;                       // by maker
    std::vector<Left> m_left;
    std::size_t m_told = 0;  // of them
};

}  // namespace heddle
