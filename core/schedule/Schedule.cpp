// SPDX-License-Identifier: MIT
#include "core/schedule/Schedule.h"

#include <algorithm>

namespace heddle {
namespace {

bool areSame(const GrantRecord& a, const GrantRecord& b) {
    return a.worker == b.worker && a.op == b.op && a.object == b.object && a.fires == b.fires;
}

GrantRecord recordOf(const Candidate& granted) {
    return {granted.worker, static_cast<std::uint8_t>(granted.op), granted.fires, granted.object, {}};
}

}  // namespace

void Schedule::append(const Candidate& granted, std::optional<std::uint64_t> events) {
    m_grants.push_back(recordOf(granted));
    m_grants.back().events = events;
}

bool Schedule::grants(std::size_t place, const Candidate& candidate) const {
    return place < m_grants.size() && areSame(m_grants[place], recordOf(candidate));
}

std::optional<std::size_t> Schedule::partsFrom(const Schedule& other) const {
    const auto [mine, theirs] = std::ranges::mismatch(m_grants, other.m_grants, areSame);
    if (mine == m_grants.end() && theirs == other.m_grants.end())
        return std::nullopt;
    return static_cast<std::size_t>(mine - m_grants.begin());
}

}  // namespace heddle
