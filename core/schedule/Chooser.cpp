// SPDX-License-Identifier: MIT
#include "core/schedule/Chooser.h"
#include "core/base/Check.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace heddle {
namespace {

// The next worker after the last chosen one, by number, and after the highest the lowest.
class RoundRobin final : public Chooser {
public:
    std::size_t choose(std::span<const Candidate> candidates) override {
        HEDDLE_CHECK(!candidates.empty());
        const auto next =
            std::ranges::min_element(candidates, [this](const Candidate& a, const Candidate& b) {
                const bool aWraps = a.worker <= m_last, bWraps = b.worker <= m_last;
                return aWraps != bWraps ? bWraps : a < b;
            });
        m_last = next->worker;
        return static_cast<std::size_t>(next - candidates.begin());
    }

private:
    WorkerId m_last;
};

// Each candidate with the same chance. The generator is our own (splitmix64, Steele, Lea and Flood 2014), so
// that a seed means the same schedule with every compiler and library.
class Random final : public Chooser {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::size_t choose(std::span<const Candidate> candidates) override {
        HEDDLE_CHECK(!candidates.empty());
        m_inOrder.resize(candidates.size());
        std::iota(m_inOrder.begin(), m_inOrder.end(), std::size_t{0});
        std::ranges::sort(m_inOrder,
                          [&](std::size_t a, std::size_t b) { return candidates[a] < candidates[b]; });
        return m_inOrder[below(candidates.size())];
    }

private:
    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    std::size_t below(std::uint64_t bound) {
        const std::uint64_t uneven =
            (0 - bound) % bound;  // 2^64 modulo bound: as many would favour the low answers
        std::uint64_t number = next();
        while (number < uneven)
            number = next();
        return static_cast<std::size_t>(number % bound);
    }

    std::uint64_t m_state;
    std::vector<std::size_t> m_inOrder;  // kept for its memory
};

}  // namespace

std::unique_ptr<Chooser> makeChooser(const Choosing& choosing) {
    switch (choosing.kind) {
    case ChooserKind::none:
        return nullptr;
    case ChooserKind::roundRobin:
        return std::make_unique<RoundRobin>();
    case ChooserKind::random:
        return std::make_unique<Random>(choosing.seed);
    }
    return nullptr;
}

}  // namespace heddle
