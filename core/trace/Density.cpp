// SPDX-License-Identifier: MIT
#include "core/trace/Density.h"

#include <algorithm>

namespace heddle {

namespace {

// Of the groups that a mark of the row tells of.
std::uint64_t spansIn(std::uint64_t row) {
    std::uint64_t spans = Density::leaf;
    for (; row > 0; --row)
        spans *= Density::fan;
    return spans;
}

}  // namespace

void Density::append(Mark afterSpan) {
    afterSpan.end = std::max(m_last.end, afterSpan.end);
    m_last = afterSpan;
    ++m_size;
    std::size_t count = m_size, width = leaf;
    for (std::size_t row = 0; count % width == 0; ++row) {
        if (row == m_rows.size())
            m_rows.emplace_back();
        m_rows[row].append(afterSpan);
        count /= width;
        width = fan;
    }
}

Density::Place Density::firstEndingAfter(std::int64_t position, std::int64_t nearEnough) const {
    std::size_t group = 0;  // of the row at hand: those before it end by `position`
    Mark before;
    std::size_t spans = spansIn(m_rows.empty() ? 0 : m_rows.size() - 1);  // of a group in the row
    for (std::size_t row = m_rows.size(); row-- > m_lowest; spans /= fan) {
        const PackedRow<Mark>& marks = m_rows[row];
        const auto first = marks.begin() + static_cast<std::ptrdiff_t>(std::min(group * fan, marks.size()));
        const auto last = row + 1 == m_rows.size()
                              ? marks.end()
                              : first + std::min<std::ptrdiff_t>(fan, marks.end() - first);
        const auto found =
            std::partition_point(first, last, [position](const Mark& m) { return m.end <= position; });
        group = static_cast<std::size_t>(found - marks.begin());
        before = group > 0 ? marks[group - 1] : Mark{};
        const bool isWhole = group < marks.size();
        const Mark by = isWhole ? marks[group] : m_last;
        const std::size_t behind = isWhole ? (group + 1) * spans : m_size;
        if (isWhole && by.end - before.end <= nearEnough)
            return {group * spans, behind, before, by, true};
        if (row == m_lowest)
            return {group * spans, behind, before, by, false};
    }
    return {0, m_size, {}, m_last, false};
}

Density::Digest Density::digest(std::size_t atMost) const {
    std::size_t row = m_lowest;
    while (row < m_rows.size() && m_rows[row].size() > atMost)
        ++row;
    Digest digest{m_size, row, {}};
    if (row < m_rows.size())
        digest.marks.assign(m_rows[row].begin(), m_rows[row].end());
    if (m_size > digest.marks.size() * spansIn(row))
        digest.marks.push_back(m_last);
    return digest;
}

bool Density::restore(const Digest& digest) {
    if (digest.row > rowsAtMost || (digest.spans == 0) != digest.marks.empty())
        return false;
    const std::uint64_t spans = spansIn(digest.row), whole = digest.spans / spans;
    if (digest.marks.size() != whole + (digest.spans % spans > 0 ? 1 : 0))
        return false;
    *this = Density();
    m_size = digest.spans;
    m_last = digest.marks.empty() ? Mark{} : digest.marks.back();
    m_lowest = digest.row;
    m_rows.resize(digest.row + 1);
    for (std::size_t i = 0; i < whole; ++i)
        m_rows.back().append(digest.marks[i]);
    for (std::size_t row = digest.row; m_rows[row].size() >= fan; ++row)
        lift(row);
    return true;
}

void Density::lift(std::size_t row) {
    PackedRow<Mark> above;
    for (std::size_t i = fan - 1; i < m_rows[row].size(); i += fan)
        above.append(m_rows[row][i]);
    m_rows.push_back(std::move(above));
}

}  // namespace heddle
