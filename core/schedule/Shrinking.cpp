// SPDX-License-Identifier: MIT
#include "core/schedule/Shrinking.h"

#include <algorithm>

namespace heddle {
namespace {

class Shrinker {
public:
    Shrinker(std::vector<GrantRecord> schedule, int attemptsLeft, const ShrinkAttempt& attempt)
        : m_best(std::move(schedule)), m_stretches(stretchesOf(m_best)), m_attemptsLeft(attemptsLeft),
          m_attempt(attempt) {}

    std::vector<GrantRecord> run() {
        std::size_t parts = 2;
        while (m_stretches.size() >= 2 && m_attemptsLeft > 0) {
            parts = std::min(parts, m_stretches.size());
            if (isBetterWithoutOneOf(parts))
                parts = std::max<std::size_t>(parts - 1, 2);
            else if (parts == m_stretches.size())
                break;
            else
                parts *= 2;
        }
        return std::move(m_best);
    }

private:
    bool isBetterWithoutOneOf(std::size_t parts) {
        const std::size_t count = m_stretches.size();
        for (std::size_t part = 0; part < parts && m_attemptsLeft > 0; ++part) {
            const auto from = m_stretches.begin() + static_cast<std::ptrdiff_t>(count * part / parts);
            const auto to = m_stretches.begin() + static_cast<std::ptrdiff_t>(count * (part + 1) / parts);
            std::vector<Stretch> rest(m_stretches.begin(), from);
            rest.insert(rest.end(), to, m_stretches.end());
            if (leadsThere(rest))
                return true;
        }
        return false;
    }

    // What was run is what counts: behind the stretches the chooser went on by itself.
    bool leadsThere(const std::vector<Stretch>& stretches) {
        --m_attemptsLeft;
        std::optional<std::vector<GrantRecord>> grants = m_attempt(stretches);
        if (!grants)
            return false;
        std::vector<Stretch> came = stretchesOf(*grants);
        if (came.size() >= m_stretches.size())
            return false;
        m_best = std::move(*grants);
        m_stretches = std::move(came);
        return true;
    }

    std::vector<GrantRecord> m_best;
    std::vector<Stretch> m_stretches;  // of the best
    int m_attemptsLeft;
    const ShrinkAttempt& m_attempt;
};

}  // namespace

std::vector<GrantRecord> shrunk(std::vector<GrantRecord> schedule, int mostAttempts,
                                const ShrinkAttempt& attempt) {
    return Shrinker(std::move(schedule), mostAttempts, attempt).run();
}

}  // namespace heddle
