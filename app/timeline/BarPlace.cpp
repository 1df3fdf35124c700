// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/BarPlace.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double stripGapPx = 2;

// Several that are part of one step share its column.
struct Share {
    std::size_t place = 0, of = 1;
};

Share shareOf(const PackedRow<Bar>& bars, std::size_t index) {
    const auto isBeside = [&](std::size_t other) { return bars[other].lastStep == bars[index].lastStep; };
    std::size_t first = index, end = index + 1;
    while (first > 0 && isBeside(first - 1))
        --first;
    while (end < bars.size() && isBeside(end))
        ++end;
    return {index - first, end - first};
}

}  // namespace

const BarTrack& trackOf(const Lane& lane, std::size_t level) {
    return level == 0 ? lane : lane.nested[level - 1];
}

bool isWithinSteps(const Lane& lane, std::size_t level) {
    return level > 0 || lane.shownFrom > Depth::program;
}

std::optional<BarPlace> placeOf(const TimelineScope& scope, std::size_t event) {
    const Trace* trace = scope.model.trace().get();
    if (!trace || event >= scope.model.size())
        return std::nullopt;
    const Event told = trace->event(event);
    const auto lane = scope.model.laneOf(told.worker);
    if (!lane)
        return std::nullopt;
    const Lane& its = scope.model.lanes()[*lane];
    const std::size_t level = told.depth > its.shownFrom ? static_cast<std::size_t>(told.depth) -
                                                               static_cast<std::size_t>(its.shownFrom)
                                                         : 0;
    const auto& bars = trackOf(its, level).bars;  // a bar tells its latest event
    const auto found =
        std::partition_point(bars.begin(), bars.end(), [event](const Bar& bar) { return bar.event < event; });
    if (found == bars.end())
        return std::nullopt;
    return BarPlace{*lane, level, static_cast<std::size_t>(found - bars.begin())};
}

BarSpan spanAt(const TimelineScope& scope, const BarTrack& track, std::size_t bar, bool isWithinSteps) {
    BarSpan span = spanOf(track.bars[bar], scope.axis.unit, scope.runLength);
    if (!isWithinSteps || !scope.isSteps())
        return span;
    const std::int64_t firstStep = track.bars[bar].firstStep;
    if (span.hasWait() && bar > 0 &&
        track.bars[bar - 1].lastStep == firstStep)  // the column has been shared out
        span.begin = std::min(static_cast<double>(firstStep), span.doneFrom);
    if (track.bars[bar].isOpen())
        return span;
    const Share share = shareOf(track.bars, bar);
    const double width = (span.end - span.doneFrom) / static_cast<double>(share.of);
    const double from = span.doneFrom + width * static_cast<double>(share.place);
    return {span.hasWait() ? span.begin : from, from, from + width};
}

BarSpan spanAt(const TimelineScope& scope, const BarPlace& place) {
    const Lane& lane = scope.model.lanes()[place.lane];
    return spanAt(scope, trackOf(lane, place.level), place.bar, isWithinSteps(lane, place.level));
}

QRectF stripOf(const TimelineScope& scope, const TimelineRow& row, std::size_t level) {
    const double height = scope.tall(Measure::cellHeight);
    const double top = scope.rowCentre(row) - height / 2;
    if (level == 0)
        return {scope.axis.leftPx, top, scope.axis.widthPx, height};
    const double pitch = scope.theme.size(Measure::nestedPitch);
    return {scope.axis.leftPx, top + height + stripGapPx + pitch * static_cast<double>(level - 1),
            scope.axis.widthPx, pitch - stripGapPx};
}

QRectF cellOf(const TimelineScope& scope, std::size_t event) {
    const auto place = placeOf(scope, event);
    if (!place || !scope.rows.shows(place->lane))
        return {};
    const BarSpan span = spanAt(scope, *place);
    const double left = scope.axis.pxOf(span.doneFrom), right = scope.axis.pxOf(span.end);
    const TimelineRow& row = scope.rows.ofLane(place->lane);
    const QRectF strip = stripOf(scope, row, row.lane ? place->level : 0);
    return {left, strip.top(), std::max(right - left, 1.0), strip.height()};
}

}  // namespace heddle
