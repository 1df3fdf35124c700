// SPDX-License-Identifier: GPL-3.0-or-later
// Which lock protects which variable, as far as a run has told.
#pragma once

#include "core/event/Event.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace heddle {

// A lock protects a variable when it was held each time that the variable was used. Whoever used it first may
// use it bare: before the others begin, and when they have ended. Thread: one owner.
class Guards {
public:
    bool heard(const Event& event);  // true: another lock protects something now, or none does any more
    std::optional<ObjectId> of(ObjectId variable) const;
    bool mayBe(ObjectId variable, ObjectId lock) const;  // nothing so far says that it does not protect it

private:
    struct Variable {
        WorkerId first;
        bool wasUsedBare = false;  // by somebody else
        std::optional<std::set<ObjectId>> common;
    };
    std::map<WorkerId, std::set<ObjectId>> m_held;
    std::map<ObjectId, Variable> m_variables;
};

}  // namespace heddle
