// SPDX-License-Identifier: MIT
#include "core/schedule/Shrinking.h"

#include <algorithm>
#include <set>
#include <utility>

namespace heddle {
namespace {

class Shrinker {
public:
    Shrinker(std::vector<GrantRecord> schedule, int attemptsLeft, const ShrinkAttempt& attempt)
        : m_best(std::move(schedule)), m_stretches(stretchesOf(m_best)), m_attemptsLeft(attemptsLeft),
          m_attempt(attempt) {}

    std::vector<GrantRecord> run() {
        do
            takeAway();
        while (isBetterJoined());
        return std::move(m_best);
    }

    int attemptsLeft() const { return m_attemptsLeft; }

private:
    void takeAway() {
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
    }

    bool isBetterWithoutOneOf(std::size_t parts) {
        const std::size_t count = m_stretches.size();
        for (std::size_t part = 0; part < parts && m_attemptsLeft > 0; ++part) {
            const auto from = m_stretches.begin() + static_cast<std::ptrdiff_t>(count * part / parts);
            const auto to = m_stretches.begin() + static_cast<std::ptrdiff_t>(count * (part + 1) / parts);
            std::vector<Stretch> rest(m_stretches.begin(), from);
            rest.insert(rest.end(), to, m_stretches.end());
            if (leadsThere(std::move(rest)))
                return true;
        }
        return false;
    }

    // A worker's next stretch moved up to the one before, or that one down to it: two become one, and what
    // lay between may come together as well.
    bool isBetterJoined() {
        for (std::size_t first = 0; first + 2 < m_stretches.size() && m_attemptsLeft > 0; ++first) {
            const auto from = m_stretches.begin() + static_cast<std::ptrdiff_t>(first);
            const auto next = std::ranges::find(from + 1, m_stretches.end(), from->worker, &Stretch::worker);
            if (next == m_stretches.end())
                continue;
            const auto second = static_cast<std::size_t>(next - m_stretches.begin());
            if (leadsThere(joinedAt(first, second)) || leadsThere(joinedAt(second, first)))
                return true;
        }
        return false;
    }

    std::vector<Stretch> joinedAt(std::size_t kept, std::size_t moved) const {
        std::vector<Stretch> joined = m_stretches;
        joined[kept].grants += joined[moved].grants;
        joined.erase(joined.begin() + static_cast<std::ptrdiff_t>(moved));
        return joined;
    }

    // What was run is what counts: behind the stretches the chooser went on by itself. What was tried once
    // leads where it led.
    bool leadsThere(std::vector<Stretch> stretches) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> key;
        for (const Stretch& each : stretches)
            key.emplace_back(each.worker.number, each.grants);
        if (m_attemptsLeft <= 0 || !m_tried.insert(std::move(key)).second)
            return false;
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
    std::set<std::vector<std::pair<std::uint32_t, std::uint32_t>>> m_tried;
    int m_attemptsLeft;
    const ShrinkAttempt& m_attempt;
};

}  // namespace

std::vector<GrantRecord> shrunk(std::vector<std::vector<GrantRecord>> schedules, int mostAttempts,
                                const ShrinkAttempt& attempt) {
    std::vector<GrantRecord> best;
    for (std::size_t i = 0; i < schedules.size(); ++i) {
        const int share = mostAttempts / static_cast<int>(schedules.size() - i);  // of what is left
        Shrinker shrinker(std::move(schedules[i]), share, attempt);
        std::vector<GrantRecord> came = shrinker.run();
        mostAttempts -= share - shrinker.attemptsLeft();
        if (i == 0 || stretchesOf(came).size() < stretchesOf(best).size())
            best = std::move(came);
    }
    return best;
}

}  // namespace heddle
