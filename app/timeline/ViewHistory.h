// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineAxis.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace heddle {

// Which parts of a run were looked at before and after. Thread: any.
class ViewHistory {
public:
    // `axis` is about to be left. Changes of one kind in a row (a wheel that turns on) count as one.
    void leave(const TimelineAxis& axis, std::size_t kind);
    std::optional<TimelineAxis> back(const TimelineAxis& now);  // none: nothing was before
    std::optional<TimelineAxis> forward(const TimelineAxis& now);
    void clear();

private:
    static constexpr std::size_t most = 200;
    static std::optional<TimelineAxis> move(std::vector<TimelineAxis>& from, std::vector<TimelineAxis>& to,
                                            const TimelineAxis& now);

    std::vector<TimelineAxis> m_before, m_after;  // the last is the nearest
    std::optional<std::size_t> m_lastKind;
};

}  // namespace heddle
