// SPDX-License-Identifier: MIT
#include "core/schedule/Chooser.h"
#include "core/base/Check.h"
#include "core/schedule/PriorityChooser.h"
#include "core/schedule/SeededNumbers.h"
#include "core/schedule/Turns.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace heddle {
namespace {

// As nextInTurn() says, behind the last that was chosen.
class RoundRobin final : public Chooser {
public:
    std::size_t choose(std::span<const Candidate> candidates) override {
        const std::size_t next = nextInTurn(candidates, m_last);
        m_last = candidates[next].worker;
        return next;
    }

private:
    WorkerId m_last;
};

// Each candidate with the same chance.
class Random final : public Chooser {
public:
    explicit Random(std::uint64_t seed) : m_numbers(seed) {}

    std::size_t choose(std::span<const Candidate> candidates) override {
        HEDDLE_CHECK(!candidates.empty());
        m_inOrder.resize(candidates.size());
        std::iota(m_inOrder.begin(), m_inOrder.end(), std::size_t{0});
        std::ranges::sort(m_inOrder,
                          [&](std::size_t a, std::size_t b) { return candidates[a] < candidates[b]; });
        return m_inOrder[m_numbers.below(candidates.size())];
    }

private:
    SeededNumbers m_numbers;
    std::vector<std::size_t> m_inOrder;  // kept for its memory
};

}  // namespace

std::unique_ptr<Chooser> makeChooser(const Choosing& choosing) {
    switch (choosing.kind) {
    case ChooserKind::none:
    case ChooserKind::byHand:
        return nullptr;
    case ChooserKind::roundRobin:
        return std::make_unique<RoundRobin>();
    case ChooserKind::random:
        return std::make_unique<Random>(choosing.seed);
    case ChooserKind::pct:
        return std::make_unique<PriorityChooser>(choosing.seed, choosing.orders, choosing.length);
    }
    return nullptr;
}

}  // namespace heddle
