// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/MaxTree.h"

#include <algorithm>

namespace heddle {

void MaxTree::append(std::int64_t value) {
    if (m_levels.empty())
        m_levels.emplace_back();
    m_levels.front().push_back(value);
    std::size_t index = size() - 1;
    for (std::size_t level = 0; m_levels[level].size() > 1; ++level) {
        if (level + 1 == m_levels.size()) {
            const auto& below = m_levels[level];
            m_levels.emplace_back(1, *std::max_element(below.begin(), below.end()));
            return;
        }
        index /= fan;
        auto& above = m_levels[level + 1];
        if (index == above.size())
            above.push_back(value);
        else
            above[index] = std::max(above[index], value);
    }
}

void MaxTree::set(std::size_t index, std::int64_t value) {
    m_levels.front()[index] = value;
    lift(index);
}

void MaxTree::lift(std::size_t index) {
    for (std::size_t level = 0; level + 1 < m_levels.size(); ++level) {
        index /= fan;
        const auto first = m_levels[level].begin() + static_cast<std::ptrdiff_t>(index * fan);
        const auto count = std::min(fan, m_levels[level].size() - index * fan);
        m_levels[level + 1][index] = *std::max_element(first, first + static_cast<std::ptrdiff_t>(count));
    }
}

std::optional<std::int64_t> MaxTree::greatestIn(std::size_t from, std::size_t to) const {
    std::optional<std::int64_t> greatest;
    const auto take = [&greatest](std::int64_t value) {
        greatest = greatest ? std::max(*greatest, value) : value;
    };
    to = std::min(to, size());
    for (std::size_t level = 0; from < to; ++level, from /= fan, to /= fan) {
        const bool isTop = level + 1 == m_levels.size();
        while (from < to && (isTop || from % fan != 0))
            take(m_levels[level][from++]);
        while (from < to && to % fan != 0)
            take(m_levels[level][--to]);
    }
    return greatest;
}

std::size_t MaxTree::nextAtLeast(std::size_t from, std::int64_t value) const {
    std::size_t level = 0, index = from;
    while (level < m_levels.size()) {
        const auto& row = m_levels[level];
        while (index < row.size() && row[index] < value) {
            ++index;
            if (index % fan == 0)
                break;
        }
        if (index >= row.size())
            return size();
        if (row[index] >= value && level == 0)
            return index;
        if (row[index] >= value) {  // somewhere below it
            --level;
            index *= fan;
            continue;
        }
        if (index % fan == 0 && level + 1 < m_levels.size()) {
            index /= fan;
            ++level;
        }
    }
    return size();
}

}  // namespace heddle
