// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneWalk.h"

#include "app/timeline/BarPlace.h"

#include <algorithm>

namespace heddle {

namespace {

std::optional<std::size_t> nearestIn(const TimelineScope& scope, const Lane& lane, double position) {
    const auto& bars = lane.bars;
    if (bars.empty())
        return std::nullopt;
    const auto next = std::partition_point(bars.begin(), bars.end(), [&](const Bar& bar) {
        return spanOf(bar, scope.axis.unit, scope.runLength).end < position;
    });
    if (next == bars.end())
        return bars.back().event;
    if (next == bars.begin())
        return next->event;
    const double before = position - spanOf(next[-1], scope.axis.unit, scope.runLength).end;
    const double after = spanOf(*next, scope.axis.unit, scope.runLength).begin - position;
    return before < after ? next[-1].event : next->event;
}

bool showsWorker(const TimelineScope& scope, const TimelineRow& row) {
    return row.lane && scope.model.lanes()[*row.lane].kind == LaneKind::worker &&
           !scope.model.lanes()[*row.lane].bars.empty();
}

}  // namespace

std::optional<TimelineRange> rangeOf(const TimelineScope& scope, std::size_t event) {
    const auto place = placeOf(scope, event);
    if (!place)
        return std::nullopt;
    const BarSpan span = spanAt(scope, *place);
    return TimelineRange{span.begin, span.end};
}

std::optional<std::size_t> besideInLane(const TimelineScope& scope, std::size_t event, bool isForward) {
    const auto place = placeOf(scope, event);
    if (!place)
        return std::nullopt;
    const auto& bars = trackOf(scope.model.lanes()[place->lane], place->level).bars;
    if (isForward)
        return place->bar + 1 < bars.size() ? std::optional(bars[place->bar + 1].event) : std::nullopt;
    return place->bar > 0 ? std::optional(bars[place->bar - 1].event) : std::nullopt;
}

std::optional<std::size_t> inLaneBeside(const TimelineScope& scope, std::size_t event, bool isDown) {
    const auto place = placeOf(scope, event);
    const auto range = rangeOf(scope, event);
    if (!place || !range || !scope.rows.shows(place->lane))
        return std::nullopt;
    const auto& rows = scope.rows.rows;
    for (std::size_t row = scope.rows.rowOfLane[place->lane]; isDown ? row + 1 < rows.size() : row > 0;) {
        row += isDown ? 1 : -1;
        if (showsWorker(scope, rows[row]))
            return nearestIn(scope, scope.model.lanes()[*rows[row].lane], (range->from + range->to) / 2);
    }
    return std::nullopt;
}

std::optional<std::size_t> endOfMessage(const TimelineScope& scope, std::size_t event, bool isReceive) {
    const auto number = scope.model.messages().ofEvent(event);
    if (!number)
        return std::nullopt;
    const Message& message = scope.model.messages().all()[*number];
    if (isReceive && !message.isReceived())
        return std::nullopt;
    const std::size_t end = isReceive ? message.received : message.sent;
    return end == event ? std::nullopt : std::optional(end);
}

std::optional<std::size_t> walked(const TimelineScope& scope, WalkIntent::Way way) {
    using Way = WalkIntent::Way;
    if (!scope.selected)
        return firstAtMoment(scope);
    const std::size_t from = *scope.selected;
    switch (way) {
    case Way::left:
    case Way::right:
        return besideInLane(scope, from, way == Way::right);
    case Way::up:
    case Way::down:
        return inLaneBeside(scope, from, way == Way::down);
    case Way::toSend:
    case Way::toReceive:
        return endOfMessage(scope, from, way == Way::toReceive);
    }
    return std::nullopt;
}

std::optional<std::size_t> firstAtMoment(const TimelineScope& scope) {
    for (const TimelineRow& row : scope.rows.rows)
        if (showsWorker(scope, row))
            return nearestIn(scope, scope.model.lanes()[*row.lane], scope.moment.position);
    return std::nullopt;
}

}  // namespace heddle
