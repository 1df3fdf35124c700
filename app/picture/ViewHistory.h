// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace heddle {

// Which views there were before this one, and after; of a View that knows which others it looksAs(). Thread:
// any.
template <class View>
class ViewHistory {
public:
    // `view` was left. Changes of one kind in a row (a wheel that turns on) count as one; those without a
    // kind do not.
    void leave(const View& view, std::optional<std::size_t> kind = std::nullopt) {
        m_after.clear();
        if (kind && m_lastKind == kind)
            return;
        m_lastKind = kind;
        if (m_before.size() == most)
            m_before.erase(m_before.begin());
        m_before.push_back(view);
    }
    void endKind() { m_lastKind.reset(); }  // the next change counts, of whatever kind it is
    std::optional<View> back(const View& now) {
        return move(m_before, m_after, now);
    }  // none: nothing was before
    std::optional<View> forward(const View& now) { return move(m_after, m_before, now); }
    void clear() { *this = ViewHistory(); }

private:
    static constexpr std::size_t most = 200;

    std::optional<View> move(std::vector<View>& from, std::vector<View>& to, const View& now) {
        m_lastKind.reset();
        while (!from.empty()) {
            View found = std::move(from.back());
            from.pop_back();
            if (found.looksAs(now))
                continue;
            to.push_back(now);
            return found;
        }
        return std::nullopt;
    }

    std::vector<View> m_before, m_after;  // the last is the nearest
    std::optional<std::size_t> m_lastKind;
};

}  // namespace heddle
