// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ViewHistory.h"

namespace heddle {

namespace {

bool isSame(const ViewHistory::View& a, const ViewHistory::View& b) {
    return a.axis.unit == b.axis.unit && a.axis.from == b.axis.from && a.axis.to == b.axis.to &&
           a.lanes.isArrangedAs(b.lanes);
}

}  // namespace

void ViewHistory::leave(const View& view, std::optional<std::size_t> kind) {
    m_after.clear();
    if (kind && m_lastKind == kind)
        return;
    m_lastKind = kind;
    if (m_before.size() == most)
        m_before.erase(m_before.begin());
    m_before.push_back(view);
}

std::optional<ViewHistory::View> ViewHistory::move(std::vector<View>& from, std::vector<View>& to,
                                                   const View& now) {
    while (!from.empty()) {
        View found = from.back();
        from.pop_back();
        if (isSame(found, now))
            continue;
        to.push_back(now);
        return found;
    }
    return std::nullopt;
}

std::optional<ViewHistory::View> ViewHistory::back(const View& now) {
    m_lastKind.reset();
    return move(m_before, m_after, now);
}

std::optional<ViewHistory::View> ViewHistory::forward(const View& now) {
    m_lastKind.reset();
    return move(m_after, m_before, now);
}

void ViewHistory::clear() {
    *this = ViewHistory();
}

}  // namespace heddle
