// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a thing, in parts: some of them are names, which can lead to whom they name.
#pragma once

#include "core/base/Id.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace heddle {

struct StatePart {
    std::string words;
    WorkerId worker = {};  // whom, or what, the words name; none of them: they join the others
    ObjectId object = {};
    MessageId message = {};
};
using StateClause = std::vector<StatePart>;
using Clauses = std::vector<StateClause>;

// Thread: any.
StateClause plain(std::string words);
// The words, with the others in the places of their %1, %2 …
StateClause said(const std::string& words, std::initializer_list<StateClause> others);
// "a, b and c"; "a, b and 3 more" where there are more than the parts.
StateClause listed(const Clauses& parts, std::size_t all);
std::string textOf(const StateClause& clause);

}  // namespace heddle
