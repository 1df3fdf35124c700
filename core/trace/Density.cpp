// SPDX-License-Identifier: MIT
#include "core/trace/Density.h"

#include <algorithm>

namespace heddle {

void Density::append(Mark afterSpan) {
    afterSpan.end = m_end = std::max(m_end, afterSpan.end);
    ++m_size;
    std::size_t count = m_size, width = leaf;
    for (std::size_t row = 0; count % width == 0; ++row) {
        if (row == m_rows.size())
            m_rows.emplace_back();
        m_rows[row].push_back(afterSpan);
        count /= width;
        width = fan;
    }
}

Density::Place Density::firstEndingAfter(std::int64_t position, std::int64_t nearEnough) const {
    std::size_t group = 0;  // of the row at hand: those before it end by `position`
    std::size_t spans = leaf;
    for (std::size_t row = 1; row < m_rows.size(); ++row)
        spans *= fan;
    for (std::size_t row = m_rows.size(); row-- > 0; spans /= fan) {  // of a group in this row
        const std::vector<Mark>& marks = m_rows[row];
        const auto first = marks.begin() + static_cast<std::ptrdiff_t>(std::min(group * fan, marks.size()));
        const auto last = row + 1 == m_rows.size()
                              ? marks.end()
                              : first + std::min<std::ptrdiff_t>(fan, marks.end() - first);
        const auto found =
            std::partition_point(first, last, [position](const Mark& m) { return m.end <= position; });
        group = static_cast<std::size_t>(found - marks.begin());
        const Mark before = group > 0 ? marks[group - 1] : Mark{};
        if (group < marks.size() && marks[group].end - before.end <= nearEnough)
            return {group * spans, (group + 1) * spans, before, marks[group]};
        if (row == 0)
            return {group * leaf, std::min(group * leaf + leaf, m_size), before, std::nullopt};
    }
    return {0, m_size, {}, std::nullopt};
}

}  // namespace heddle
