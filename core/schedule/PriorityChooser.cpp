// SPDX-License-Identifier: MIT
#include "core/schedule/PriorityChooser.h"

#include "core/base/Check.h"

#include <algorithm>

namespace heddle {

PriorityChooser::PriorityChooser(std::uint64_t seed, std::uint32_t orders, std::uint32_t length)
    : m_numbers(seed) {
    for (std::uint32_t i = 1; i < orders; ++i)
        m_changes.push_back(m_numbers.below(std::max(length, 1u)));
    std::ranges::sort(m_changes);
}

std::size_t PriorityChooser::choose(std::span<const Candidate> candidates) {
    HEDDLE_CHECK(!candidates.empty());
    meet(candidates);
    for (; m_changed < m_changes.size() && m_changes[m_changed] <= m_grants; ++m_changed)
        drop(candidates[highestOf(candidates)].worker);
    if (m_inARow >= mostInARow) {
        drop(m_last);
        m_inARow = 0;
    }
    ++m_grants;
    const std::size_t chosen = highestOf(candidates);
    const WorkerId worker = candidates[chosen].worker;
    m_inARow = worker == m_last ? m_inARow + 1 : 1;
    m_last = worker;
    return chosen;
}

// By number, so that the order of the candidates does not matter.
void PriorityChooser::meet(std::span<const Candidate> candidates) {
    std::vector<WorkerId> newcomers;
    for (const Candidate& candidate : candidates)
        if (!m_priorities.contains(candidate.worker))
            newcomers.push_back(candidate.worker);
    std::ranges::sort(newcomers);
    for (const WorkerId newcomer : newcomers)
        m_priorities.emplace(newcomer,
                             static_cast<std::int64_t>(m_numbers.next() >> 1));  // above all that fell
}

// Two workers that drew the same number, or two ways on for one, are told apart by their order.
std::size_t PriorityChooser::highestOf(std::span<const Candidate> candidates) const {
    const auto highest = std::ranges::max_element(candidates, [this](const Candidate& a, const Candidate& b) {
        const std::int64_t ours = m_priorities.at(a.worker), theirs = m_priorities.at(b.worker);
        return ours != theirs ? ours < theirs : b < a;
    });
    return static_cast<std::size_t>(highest - candidates.begin());
}

}  // namespace heddle
