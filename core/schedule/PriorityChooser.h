// SPDX-License-Identifier: MIT
// PCT: probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010).
#pragma once

#include "core/schedule/Chooser.h"
#include "core/schedule/SeededNumbers.h"

#include <map>
#include <vector>

namespace heddle {

// The worker with the highest priority goes, until it cannot. Priorities are drawn as workers come; at
// `orders - 1` grants, drawn among the first `length`, the one that would go falls below all others. A bug
// that needs that many orderings of operations is found in a run of n workers with a chance of at least 1 /
// (n * length^(orders - 1)), far above that of drawing each step. Thread: one owner.
class PriorityChooser final : public Chooser {
public:
    PriorityChooser(std::uint64_t seed, std::uint32_t orders, std::uint32_t length);

    std::size_t choose(std::span<const Candidate> candidates) override;

private:
    static constexpr std::uint32_t mostInARow = 1000;  // then it falls too: it may be asking for ever

    void meet(std::span<const Candidate> candidates);
    std::size_t highestOf(std::span<const Candidate> candidates) const;
    void drop(WorkerId worker) { m_priorities[worker] = --m_lowest; }

    SeededNumbers m_numbers;
    std::vector<std::uint64_t> m_changes;  // at which grants, ascending
    std::size_t m_changed = 0;
    std::map<WorkerId, std::int64_t> m_priorities;
    std::int64_t m_lowest = 0;
    std::uint64_t m_grants = 0;
    WorkerId m_last;
    std::uint32_t m_inARow = 0;
};

}  // namespace heddle
