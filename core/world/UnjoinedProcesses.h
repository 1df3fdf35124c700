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
    void tellNews(ShownNames& names, std::vector<Verdict>& into);  // since it was asked last

private:
    struct Child {
        Noted start;
        ProcessId parent;
        std::optional<Noted> end;
        std::optional<Noted> parentsEnd;
    };
    static Verdict verdictOf(ObjectId handle, const Child& child, ShownNames& names);

    std::map<ObjectId, Child> m_children;  // by handle; not those that were joined
    std::vector<ObjectId> m_news;
};

}  // namespace heddle
