// SPDX-License-Identifier: MIT
#pragma once

#include "core/schedule/Chooser.h"
#include "core/trace/RunFacts.h"

#include <span>
#include <vector>

namespace heddle {

// So many grants in a row to one worker.
struct Stretch {
    WorkerId worker;
    std::uint32_t grants = 1;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

std::vector<Stretch> stretchesOf(std::span<const GrantRecord> schedule);

// Follows stretches as far as they can be followed: one whose worker cannot go is over. Behind the last, and
// from the beginning where there is none, a worker goes on until it cannot; then the lowest does. So taking
// stretches away makes a schedule with fewer changes of worker, and any list of them is one. Thread: one
// owner.
class StretchChooser final : public Chooser {
public:
    explicit StretchChooser(std::vector<Stretch> stretches) : m_stretches(std::move(stretches)) {}
    std::size_t choose(std::span<const Candidate> candidates) override;

private:
    static std::size_t placeOf(WorkerId worker, std::span<const Candidate> candidates);  // or their number

    std::vector<Stretch> m_stretches;
    std::size_t m_at = 0;
    std::uint32_t m_granted = 0;  // of the stretch at hand
    WorkerId m_last;
};

}  // namespace heddle
