// SPDX-License-Identifier: MIT
#include "core/schedule/Turns.h"

#include "core/base/Check.h"

#include <algorithm>
#include <tuple>

namespace heddle {

std::size_t nextInTurn(std::span<const Candidate> candidates, WorkerId last) {
    HEDDLE_CHECK(!candidates.empty());
    const auto next = std::ranges::min_element(candidates, [last](const Candidate& a, const Candidate& b) {
        return std::tuple(a.fires, a.worker <= last, a) < std::tuple(b.fires, b.worker <= last, b);
    });
    return static_cast<std::size_t>(next - candidates.begin());
}

}  // namespace heddle
