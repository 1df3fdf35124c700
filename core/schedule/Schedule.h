// SPDX-License-Identifier: MIT
// The grants of a run, in order: enough to run it again.
#pragma once

#include "core/schedule/Chooser.h"
#include "core/trace/RunFacts.h"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace heddle {

// Thread: one owner.
class Schedule {
public:
    Schedule() = default;
    explicit Schedule(std::vector<GrantRecord> grants) : m_grants(std::move(grants)) {}

    void append(const Candidate& granted, std::optional<std::uint64_t> events = {});

    std::span<const GrantRecord> grants() const { return m_grants; }
    std::size_t size() const { return m_grants.size(); }
    bool grants(std::size_t place, const Candidate& candidate) const;  // is it what was granted at `place`?

    // The first place at which the two go apart, be it that one of them ends there; none: they are the same.
    std::optional<std::size_t> partsFrom(const Schedule& other) const;

private:
    std::vector<GrantRecord> m_grants;
};

}  // namespace heddle
