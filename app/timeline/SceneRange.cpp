// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineScene that selects and marks stretches of the run, and looks at them.
#include "app/timeline/LaneWalk.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineScene.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double snapPx = 8;
constexpr double focusRoom = 0.05, focusRoomOfOne = 2;  // beside it, in its own lengths
constexpr double leastFocusSteps = 12;

}  // namespace

void TimelineScene::selectRange(const RangeIntent& range) {
    if (range.isFirst || !m_rangeBegin)  // it stays there, wherever the view goes meanwhile
        m_rangeBegin = snapped(m_scope, range.from, snapPx);
    const double from = *m_rangeBegin, to = snapped(m_scope, range.to, snapPx);
    m_scope.range = rangeBetween(m_scope, from, to);
}

void TimelineScene::extendRange(double from, double to) {
    const auto& range = m_scope.range;
    const double fixed = range && range->to == from     ? range->from
                         : range && range->from == from ? range->to
                                                        : from;
    m_scope.range = TimelineRange{std::min(fixed, to), std::max(fixed, to)};
}

void TimelineScene::clear() {
    m_scope.range.reset();
    m_scope.selected.reset();
    m_scope.laneCursor.reset();
    std::erase_if(m_scope.marks, [](const TimelineMark& mark) { return !mark.isKept; });
}

void TimelineScene::mark(const MarkIntent& mark) {
    const double now = m_scope.moment.position;
    std::optional<TimelineRange> range = m_scope.range;
    if (!range && m_scope.selected)
        range = rangeOf(m_scope, *m_scope.selected);
    const TimelineMark made{range.value_or(TimelineRange{now, now}), mark.isKept};
    const auto isSame = [&](const TimelineMark& old) {
        return old.isKept && mark.isKept && old.range == made.range;
    };
    if (std::erase_if(m_scope.marks, isSame) > 0)
        return;
    std::erase_if(m_scope.marks, [&](const TimelineMark& old) {  // one that is kept takes the other's place
        return !old.isKept && (!mark.isKept || old.range == made.range);
    });
    m_scope.marks.push_back(made);
}

void TimelineScene::focus() {
    std::optional<TimelineRange> range = m_scope.range;
    double room = focusRoom;
    if (!range && m_scope.selected) {
        range = rangeOf(m_scope, *m_scope.selected);
        room = focusRoomOfOne;
    }
    if (!range)
        return fitAll();
    const TimelineAxis before = m_scope.axis;
    const TimelineAxis axis = around(*range, room);
    if (std::abs(axis.from - before.from) + std::abs(axis.to - before.to) < (axis.to - axis.from) * 1e-6)
        return fitAll();
    m_isAtFirst = m_isFitted = false;
    look(axis);
}

TimelineAxis TimelineScene::around(const TimelineRange& range, double room) const {
    const double least = m_scope.isSteps() ? leastFocusSteps : 1;
    const double length = std::max(range.length() * (1 + 2 * room), least);
    const double middle = (range.from + range.to) / 2;
    TimelineAxis axis = m_scope.axis;
    axis.from = middle - length / 2;
    axis.to = middle + length / 2;
    return panned(axis, 0, m_scope.runLength);  // kept within the run
}

void TimelineScene::showAll(const std::vector<std::size_t>& events) {
    m_scope.beside = events;
    if (events.empty())
        return;
    TimelineRange range{endOf(events.front()), endOf(events.front())};
    for (const std::size_t event : events) {
        const TimelineRange one = rangeOf(m_scope, event).value_or(TimelineRange{endOf(event), endOf(event)});
        range = {std::min({range.from, one.from, endOf(event)}), std::max({range.to, one.to, endOf(event)})};
    }
    if (m_scope.axis.shows(range.from) && m_scope.axis.shows(range.to))
        return;
    m_isAtFirst = m_isFitted = false;
    look(around(range, focusRoom));
}

}  // namespace heddle
