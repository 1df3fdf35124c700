// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/LaneChoice.h"
#include "app/timeline/TimelineAxis.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace heddle {

// Which parts of a run were looked at before and after: on which axis, with which lanes. Thread: any.
class ViewHistory {
public:
    struct View {
        TimelineAxis axis;
        LaneChoice lanes;  // as they were arranged; how deep one looks, and a filter, are not part of a view
    };

    // `view` was left. Changes of one kind in a row (a wheel that turns on) count as one; those without a
    // kind do not.
    void leave(const View& view, std::optional<std::size_t> kind = std::nullopt);
    void endKind() { m_lastKind.reset(); }      // the next change counts, of whatever kind it is
    std::optional<View> back(const View& now);  // none: nothing was before
    std::optional<View> forward(const View& now);
    void clear();

private:
    static constexpr std::size_t most = 200;
    static std::optional<View> move(std::vector<View>& from, std::vector<View>& to, const View& now);

    std::vector<View> m_before, m_after;  // the last is the nearest
    std::optional<std::size_t> m_lastKind;
};

}  // namespace heddle
