// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ViewHistory.h"

namespace heddle {

void ViewHistory::leave(const TimelineAxis& axis, std::optional<std::size_t> kind) {
    m_after.clear();
    if (kind && m_lastKind == kind)
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

void ViewHistory::changeEach(const std::function<TimelineAxis(const TimelineAxis&)>& change) {
    for (std::vector<TimelineAxis>* views : {&m_before, &m_after})
        for (TimelineAxis& view : *views)
            view = change(view);
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
