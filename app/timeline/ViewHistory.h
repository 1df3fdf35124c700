// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineAxis.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace heddle {

// Which parts of a run were looked at before and after. Thread: any.
class ViewHistory {
public:
    // `axis` was left. Changes of one kind in a row (a wheel that turns on) count as one; those without a
    // kind do not.
    void leave(const TimelineAxis& axis, std::optional<std::size_t> kind = std::nullopt);
    void endKind() { m_lastKind.reset(); }  // the next change counts, of whatever kind it is
    void changeEach(const std::function<TimelineAxis(const TimelineAxis&)>& change);  // to another axis
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
