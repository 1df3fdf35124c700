// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneChoice.h"

#include <algorithm>

namespace heddle {

namespace {

template <class Value>
void toggle(std::set<Value>& values, Value value) {
    if (values.erase(value) == 0)
        values.insert(value);
}

}  // namespace

void LaneChoice::toggleFold(ProcessId process) {
    toggle(m_folded, process);
}

void LaneChoice::togglePin(std::size_t lane) {
    toggle(m_pinned, lane);
}

void LaneChoice::showAll() {
    m_hidden.clear();
}

LaneChoice LaneChoice::atFirst() const {
    LaneChoice fresh;
    fresh.m_depth = m_depth;
    fresh.m_hasMap = m_hasMap;
    return fresh;
}

LaneChoice LaneChoice::arrangedAs(const LaneChoice& other) const {
    LaneChoice made = other;
    made.m_filter = m_filter;
    made.m_depth = m_depth;
    made.m_hasMap = m_hasMap;
    return made;
}

bool LaneChoice::isArrangedAs(const LaneChoice& other) const {
    return m_folded == other.m_folded && m_pinned == other.m_pinned && m_hidden == other.m_hidden &&
           m_moves == other.m_moves;
}

void LaneChoice::move(std::size_t lane, std::size_t before) {
    if (lane != before)
        m_moves.push_back({lane, before});
}

std::vector<std::size_t> LaneChoice::arranged(std::vector<std::size_t> order,
                                              const std::function<QString(std::size_t)>& nameOf) const {
    for (const Move& move : m_moves) {
        const auto from = std::find(order.begin(), order.end(), move.lane);
        const auto to = std::find(order.begin(), order.end(), move.before);
        if (from == order.end() || to == order.end())
            continue;
        if (from < to)
            std::rotate(from, from + 1, to + 1);  // it takes the place of the one that it was dropped on
        else
            std::rotate(to, from, from + 1);
    }
    std::erase_if(order, [&](std::size_t lane) {
        const bool isOut = !m_filter.isEmpty() && !nameOf(lane).contains(m_filter, Qt::CaseInsensitive);
        return m_hidden.contains(lane) || isOut;
    });
    std::stable_partition(order.begin(), order.end(), [this](std::size_t lane) { return isPinned(lane); });
    return order;
}

}  // namespace heddle
