// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace heddle {

// A growing row of numbers that answers at once for the greatest in a range, or for the next that is great
// enough. Thread: one owner.
class MaxTree {
public:
    void append(std::int64_t value);
    void set(std::size_t index, std::int64_t value);

    std::size_t size() const { return m_levels.empty() ? 0 : m_levels.front().size(); }
    std::int64_t at(std::size_t index) const { return m_levels.front()[index]; }
    std::optional<std::int64_t> greatestIn(std::size_t from,
                                           std::size_t to) const;         // [from, to); none when empty
    std::size_t nextAtLeast(std::size_t from, std::int64_t value) const;  // size() if there is none

private:
    static constexpr std::size_t fan = 16;
    void lift(std::size_t index);

    std::vector<std::deque<std::int64_t>> m_levels;  // each holds the greatest of `fan` of the one before
};

}  // namespace heddle
