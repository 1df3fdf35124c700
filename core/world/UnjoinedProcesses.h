// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <optional>
#include <vector>

namespace heddle {

// A note: a process that whoever started it never joined. Once it has ended it is a zombie until its parent
// ends. Told when the parent ends by itself; a join that failed is one. Thread: one owner.
class UnjoinedProcesses {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, std::vector<Verdict>& into) const;

private:
    struct Child {
        Noted start;
        ProcessId parent;
        std::optional<Noted> end;
        std::optional<Noted> parentsEnd;
        bool isJoined = false;
    };
    std::map<ObjectId, Child> m_children;  // by handle
};

}  // namespace heddle
