// SPDX-License-Identifier: GPL-3.0-or-later
// The whole run in little, and which part of it is in view.
#include "app/picture/TextFit.h"
#include "app/timeline/FailureMarks.h"
#include "app/timeline/HeldPlace.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"
#include "app/timeline/ToneColumns.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double columnPx = 2, tallestStripPx = 5, insetPx = 4;
constexpr double leastEndPx = 3;  // of one who was killed

struct Marks {  // from back to front
    ToneColumns waits, done, ends;
};

Tone toneOfEnd(const TimelineScope& scope, const Lane& lane) {
    return lane.end && scope.model.isEndedByHeddle(lane.end->event) ? Tone::idle : Tone::died;
}

// In real time a worker runs where it does not wait and is not held; among steps it is what it does that is
// seen.
void layLife(Picture& picture, const TimelineScope& scope, const Lane& lane, const TimelineAxis& map,
             const QRectF& strip) {
    if (map.unit == Axis::steps || !lane.birth)
        return;
    const double end = lane.end ? positionOf(*lane.end, map.unit) : scope.runLength;
    const double left = std::clamp(map.pxOf(static_cast<double>(lane.birth->ns)), map.leftPx, map.rightPx());
    const double right = std::clamp(map.pxOf(end), left, map.rightPx());
    picture.add(PictureFill{
        {left, strip.top(), right - left, strip.height()}, Tone::running, 0, Pattern::none, runningOpacity});
    PictureColumns held{{}, Tone::held};
    for (const PxRange& range : heldBetween(lane, map, left, right))
        held.rects.push_back({range.from, strip.top(), range.to - range.from, strip.height()});
    if (!held.rects.empty())
        picture.add(std::move(held));
}

void layFew(Marks& marks, const TimelineScope& scope, const Lane& lane, const TimelineAxis& map,
            const QRectF& strip) {
    const auto put = [&](double from, double to, ToneColumns& columns, Tone tone,
                         Pattern pattern = Pattern::none) {
        const double left = std::clamp(map.pxOf(from), map.leftPx, map.rightPx() - 1);
        const double right = std::clamp(map.pxOf(to), left + 1, map.rightPx());
        columns.add(tone, {left, strip.top(), right - left, strip.height()}, pattern);
    };
    for (const Bar& bar : lane.bars) {
        const BarSpan span = spanOf(bar, map.unit, scope.runLength);
        const WaitLook look = lookOf(waitKindOf(bar.op));
        if (span.hasWait())
            put(span.begin, span.doneFrom, marks.waits, look.tone, look.pattern);
        if (span.hasCell())
            put(span.doneFrom, span.end, marks.done,
                bar.outcome == Outcome::killed ? toneOfEnd(scope, lane) : Tone::running);
    }
}

// In real time, of a column: the share in which it stood at its gate.
double heldShare(const PackedRow<HeldStretch>& held, const TimelineAxis& map, const DensityColumn& column) {
    const double from = map.positionAt(column.fromPx), to = map.positionAt(column.toPx);
    return to > from ? (heldBy(held, to) - heldBy(held, from)) / (to - from) : 0;
}

// What took the most of a column is seen.
void layMany(Marks& marks, const BarTrack& track, const PackedRow<HeldStretch>* held, const TimelineAxis& map,
             double now, const QRectF& strip) {
    for (const DensityColumn& column :
         densityOf(track, map.unit, map.from, map.to, now, map.leftPx, map.widthPx, columnPx)) {
        const QRectF rect(column.fromPx, strip.top(), column.toPx - column.fromPx, strip.height());
        const double waits = double(column.waitLevel) / densityLevels;
        const double stands = held ? heldShare(*held, map, column) : 0;
        if (stands > std::max(waits, 1 - stands - waits))
            marks.done.add(Tone::held, rect);
        else if (column.doneLevel > column.waitLevel)
            marks.done.add(Tone::running, rect);
        else
            marks.waits.add(lookOf(column.wait).tone, rect, lookOf(column.wait).pattern);
    }
}

// Of one who was killed, so that it is seen however long the run is.
void layDeath(Marks& marks, const TimelineScope& scope, const Lane& lane, const TimelineAxis& map,
              const QRectF& strip) {
    if (!lane.hasDied)
        return;
    const double end = positionOf(*lane.end, map.unit);
    const BarSpan last = lane.bars.empty() ? BarSpan{} : spanOf(lane.bars.back(), map.unit, scope.runLength);
    const bool isOfIt = !lane.bars.empty() && last.end >= end && lane.bars.back().outcome == Outcome::killed;
    const double begin = isOfIt ? last.doneFrom : end;
    const double right = std::clamp(map.pxOf(end), map.leftPx + leastEndPx, map.rightPx());
    const double left = std::clamp(map.pxOf(begin), map.leftPx, right - leastEndPx);
    marks.ends.add(toneOfEnd(scope, lane), {left, strip.top(), right - left, strip.height()});
}

// All of them, also those whose lanes are hidden, filtered out or folded: it is the whole run.
std::vector<const Lane*> workersOf(const TimelineScope& scope) {
    std::vector<const Lane*> workers;
    for (const std::size_t number : scope.model.order()) {
        const Lane& lane = scope.model.lanes()[number];
        if (lane.kind == LaneKind::worker && lane.shownFrom <= scope.choice.depth())
            workers.push_back(&lane);
    }
    return workers;
}

}  // namespace

void layMap(Picture& picture, const TimelineScope& scope) {
    const QRectF& rect = scope.frame.map;
    const double radius = scope.theme.size(Measure::corner);
    picture.add(PictureFill{rect, Tone::ground, radius});
    picture.add(PictureOutline{rect, Tone::divider, radius, 1.5});
    const double gap = scope.theme.size(Measure::gap), names = scope.frame.names.width() - 2 * gap;
    const TextFit fit(scope.theme, Type::small);
    picture.add(PictureText{{gap, rect.top(), names, rect.height()},
                            fit.elided(TimelineWords::tr("whole run"), names),
                            Type::small,
                            Tone::mutedText,
                            Qt::AlignRight | Qt::AlignVCenter});
    const std::vector<const Lane*> workers = workersOf(scope);
    if (workers.empty())
        return;
    const TimelineAxis map = mapAxis(scope);
    const double pitch = (rect.height() - 2 * insetPx) / static_cast<double>(workers.size());
    const double height = std::min(tallestStripPx, std::max(1.0, pitch - 1));
    const auto stripAt = [&](std::size_t i) {
        const double middle = rect.top() + insetPx + pitch * (static_cast<double>(i) + 0.5);
        return QRectF(map.leftPx, middle - height / 2, map.widthPx, height);
    };
    Marks marks;
    for (std::size_t i = 0; i < workers.size(); ++i) {
        const QRectF strip = stripAt(i);
        const Lane& lane = *workers[i];
        layLife(picture, scope, lane, map, strip);
        if (lane.ahead)
            layMany(marks, *lane.ahead, nullptr, map, scope.runLength, strip);
        else if (static_cast<double>(lane.bars.size()) > map.widthPx / 2)
            layMany(marks, lane, scope.isSteps() ? nullptr : &lane.held.byTime, map, scope.runLength, strip);
        else
            layFew(marks, scope, lane, map, strip);
        layDeath(marks, scope, lane, map, strip);
    }
    for (ToneColumns* columns : {&marks.waits, &marks.done, &marks.ends})
        columns->layInto(picture);
    for (std::size_t i = 0; i < workers.size(); ++i)
        layFailures(picture, map, scope.runLength, *workers[i], stripAt(i));
}

void layMapView(Picture& picture, const TimelineScope& scope) {
    if (scope.frame.map.isEmpty())
        return;
    const TimelineAxis map = mapAxis(scope);
    const double radius = scope.theme.size(Measure::corner);
    const QRectF view(
        QPointF(map.pxOf(scope.axis.from), scope.frame.map.top() - 1.5),
        QPointF(std::min(map.pxOf(scope.axis.to), map.rightPx()), scope.frame.map.bottom() + 1.5));
    const double now = std::clamp(map.pxOf(scope.moment.position), map.leftPx, map.rightPx());
    picture.add(PictureLine{{now, scope.frame.map.top()}, {now, scope.frame.map.bottom()}, Tone::accent, 1});
    picture.add(PictureOutline{view, Tone::accent, radius, 2});
}

}  // namespace heddle
