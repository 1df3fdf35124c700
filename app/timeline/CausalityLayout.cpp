// SPDX-License-Identifier: GPL-3.0-or-later
// What happened before an event, after it, and in no order with it.
#include "app/timeline/BarPlace.h"
#include "app/timeline/CausalBounds.h"
#include "app/timeline/TimelineScope.h"
#include "core/world/Causality.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double veilOpacity = 0.3;  // words on bars of every state are at 3:1 still
constexpr double linePx = 3, lineAbovePx = 3;

std::size_t barFrom(const PackedRow<Bar>& bars, std::size_t event) {
    return static_cast<std::size_t>(
        std::partition_point(bars.begin(), bars.end(),
                             [event](const Bar& bar) { return bar.event < event; }) -
        bars.begin());
}

// Also its call and its wait, which are told by events of their own.
bool isAllAfter(const TimelineScope& scope, const Bar& bar) {
    const Trace& trace = *scope.model.trace();
    const Event done = trace.event(bar.event);
    const std::size_t first = scope.causality->afterBegin(done.worker);
    const Event begun = trace.event(first);
    const bool isItsOwn = begun.operation == done.operation;
    return isItsOwn ? begun.phase != Phase::done && begun.phase != Phase::failed : bar.startNs >= begun.end;
}

// What lies between, in neither order with it, fades; what is before and after is underlined.
void layLane(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const Lane& lane = scope.model.lanes()[*row.lane];
    if (lane.kind != LaneKind::worker || lane.bars.empty())
        return;
    const CausalBounds bounds = causalBoundsOf(lane, *scope.causality);
    const auto spanOf = [&](std::size_t bar) { return spanAt(scope, lane, bar, isWithinSteps(lane, 0)); };
    const std::size_t count = lane.bars.size();
    const double begin = spanOf(0).begin, end = spanOf(count - 1).end;
    const double before = bounds.beforeEnd > 0 ? spanOf(bounds.beforeEnd - 1).end : begin;
    const double after = bounds.afterBegin == count ? end
                         : isAllAfter(scope, lane.bars[bounds.afterBegin])
                             ? spanOf(bounds.afterBegin).begin
                             : spanOf(bounds.afterBegin).doneFrom;
    const TimelineAxis& axis = scope.axis;
    const auto px = [&](double position) {
        return std::clamp(axis.pxOf(position), axis.leftPx, axis.rightPx());
    };
    QRectF room = scope.frame.lanes;  // what scrolls is not seen beneath what is pinned
    if (!row.isPinned)
        room.setTop(scope.pinnedBottom());
    const double top = scope.rowTop(row), line = top + row.ownHeight() - lineAbovePx;
    const QRectF veil(px(before), top, px(after) - px(before), row.height);
    if (lane.worker != scope.causality->worker() && !veil.isEmpty())
        picture.add(PictureFill{veil & room, Tone::surface, 0, Pattern::none, veilOpacity});
    if (line - linePx < room.top() || line + linePx > room.bottom())
        return;
    if (px(before) > px(begin))
        picture.add(PictureLine{{px(begin), line}, {px(before), line}, Tone::accent, linePx});
    if (px(end) > px(after))
        picture.add(PictureLine{{px(after), line}, {px(end), line}, Tone::accent, linePx, true});
}

}  // namespace

CausalBounds causalBoundsOf(const Lane& lane, const Causality& causality) {
    return {barFrom(lane.bars, causality.beforeEnd(lane.worker)),
            barFrom(lane.bars, causality.afterBegin(lane.worker))};
}

CausalCounts causalCountsOf(const TimelineScope& scope) {
    CausalCounts counts;
    for (const Lane& lane : scope.model.lanes()) {
        if (lane.kind != LaneKind::worker || lane.shownFrom > scope.choice.depth())
            continue;
        const CausalBounds bounds = causalBoundsOf(lane, *scope.causality);
        counts.before += bounds.beforeEnd;
        counts.after += lane.bars.size() - bounds.afterBegin;
        counts.either += bounds.afterBegin - bounds.beforeEnd;
    }
    counts.either -= std::min<std::size_t>(counts.either, 1);  // its own
    return counts;
}

void layCausality(Picture& picture, const TimelineScope& scope) {
    if (!scope.causality || !scope.causality->knowsBefore())
        return;
    for (const TimelineRow& row : scope.rows.rows)
        if (row.lane && scope.isVisible(row))
            layLane(picture, scope, row);
}

}  // namespace heddle
