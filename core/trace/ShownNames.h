// SPDX-License-Identifier: MIT
// What a worker or an object is called where people read: its short name, or its path where two share the
// name.
#pragma once

#include "core/trace/Names.h"

#include <string>
#include <unordered_map>

namespace heddle {

// Follows `names` as they grow; a name that was short becomes a path when another of that name turns up.
// Thread: one owner. `names` outlive it.
class ShownNames {
public:
    explicit ShownNames(const Names& names) : m_names(names) {}

    std::string of(WorkerId worker);  // "?" for none, "worker 7" for one that is not defined
    std::string of(ObjectId object);
    const Names& names() const { return m_names; }

private:
    void catchUp();

    const Names& m_names;
    std::size_t m_counted = 0;
    std::unordered_map<WorkerId, std::string> m_workers;
    std::unordered_map<ObjectId, std::string> m_objects;
};

}  // namespace heddle
