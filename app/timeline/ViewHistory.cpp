// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ViewHistory.h"

namespace heddle {

void ViewHistory::leave(const TimelineAxis& axis, std::size_t kind) {
    m_after.clear();
    if (m_lastKind == kind)
        return;
    m_lastKind = kind;
    if (m_before.size() == most)
        m_before.erase(m_before.begin());
    m_before.push_back(axis);
}

std::optional<TimelineAxis> ViewHistory::move(std::vector<TimelineAxis>& from, std::vector<TimelineAxis>& to,
                                              const TimelineAxis& now) {
    while (!from.empty()) {
        TimelineAxis found = from.back();
        from.pop_back();
        if (found.unit != now.unit || (found.from == now.from && found.to == now.to))
            continue;
        to.push_back(now);
        return found;
    }
    return std::nullopt;
}

std::optional<TimelineAxis> ViewHistory::back(const TimelineAxis& now) {
    m_lastKind.reset();
    return move(m_before, m_after, now);
}

std::optional<TimelineAxis> ViewHistory::forward(const TimelineAxis& now) {
    m_lastKind.reset();
    return move(m_after, m_before, now);
}

void ViewHistory::clear() {
    *this = ViewHistory();
}

}  // namespace heddle
