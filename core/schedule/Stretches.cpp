// SPDX-License-Identifier: MIT
#include "core/schedule/Stretches.h"

#include "core/base/Check.h"

#include <algorithm>

namespace heddle {

std::vector<Stretch> stretchesOf(std::span<const GrantRecord> schedule) {
    std::vector<Stretch> stretches;
    for (const GrantRecord& grant : schedule)
        if (!stretches.empty() && stretches.back().worker == grant.worker)
            ++stretches.back().grants;
        else
            stretches.push_back({grant.worker, 1});
    return stretches;
}

std::size_t StretchChooser::placeOf(WorkerId worker, std::span<const Candidate> candidates) {
    const auto found = std::ranges::find(candidates, worker, &Candidate::worker);
    return static_cast<std::size_t>(found - candidates.begin());
}

std::size_t StretchChooser::choose(std::span<const Candidate> candidates) {
    HEDDLE_CHECK(!candidates.empty());
    std::size_t chosen = candidates.size();
    for (; m_at < m_stretches.size() && chosen == candidates.size(); m_granted = 0, ++m_at) {
        if (m_granted < m_stretches[m_at].grants)
            chosen = placeOf(m_stretches[m_at].worker, candidates);
        if (chosen < candidates.size()) {
            ++m_granted;
            break;
        }
    }
    if (chosen == candidates.size())
        chosen = placeOf(m_last, candidates);
    if (chosen == candidates.size())
        chosen = static_cast<std::size_t>(std::ranges::min_element(candidates) - candidates.begin());
    m_last = candidates[chosen].worker;
    return chosen;
}

}  // namespace heddle
