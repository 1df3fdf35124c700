// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineRange.h"

#include "app/picture/TextFit.h"
#include "app/timeline/BarPlace.h"
#include "app/timeline/LaneWalk.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double rangeOpacity = 0.16, edgePx = 1.5, selectedPx = 2;
constexpr double labelFootPx = 8;  // below it the flags of marks stand

struct Nearest {
    double position, offPx;
};

void lookIn(const TimelineScope& scope, const Lane& lane, double px, Nearest& nearest) {
    const TimelineAxis& axis = scope.axis;
    const double position = axis.positionAt(px), near = nearest.offPx / axis.pxPerPosition();
    const BarRange range =
        barsBetween(lane.bars, axis.unit, position - near, position + near, scope.runLength);
    const std::size_t last = std::min(range.last, range.first + static_cast<std::size_t>(axis.widthPx));
    for (std::size_t i = range.first; i < last; ++i) {
        const BarSpan span = spanOf(lane.bars[i], axis.unit, scope.runLength);
        for (const double edge : {span.begin, span.end})
            if (const double off = std::abs(axis.pxOf(edge) - px); off < nearest.offPx)
                nearest = {edge, off};
    }
}

struct Edges {
    double from, to;
};

// Where a range is in view; none where it is beside it.
std::optional<Edges> edgesOf(const TimelineScope& scope, const TimelineRange& range) {
    const double from = scope.axis.pxOf(range.from), to = scope.axis.pxOf(range.to);
    if (to < scope.axis.leftPx || from > scope.axis.rightPx())
        return std::nullopt;
    return Edges{std::max(from, scope.axis.leftPx), std::min(to, scope.axis.rightPx())};
}

void layEdge(Picture& picture, const TimelineScope& scope, double position, Tone tone, bool isDashed) {
    if (!scope.axis.shows(position))
        return;
    const double x = scope.axis.pxOf(position);
    const QRectF& lanes = scope.frame.lanes;
    picture.add(PictureLine{{x, lanes.top()}, {x, lanes.bottom()}, tone, edgePx, isDashed});
}

}  // namespace

double snapped(const TimelineScope& scope, const QPointF& point, double nearPx) {
    Nearest nearest{scope.axis.positionAt(point.x()), nearPx};
    const auto isWorker = [&](const TimelineRow& row) {
        return row.lane && scope.model.lanes()[*row.lane].kind == LaneKind::worker;
    };
    const TimelineRow* own = scope.rowAt(point.y());
    if (own && isWorker(*own))
        lookIn(scope, scope.model.lanes()[*own->lane], point.x(), nearest);
    if (nearest.offPx < nearPx)
        return nearest.position;
    for (const TimelineRow& row : scope.rows.rows)
        if (isWorker(row) && scope.isVisible(row))
            lookIn(scope, scope.model.lanes()[*row.lane], point.x(), nearest);
    return std::clamp(nearest.position, 0.0, std::max(0.0, scope.runLength));
}

TimelineRange rangeBetween(const TimelineScope& scope, double from, double to) {
    const TimelineRange range{std::min(from, to), std::max(from, to)};
    if (!scope.isSteps())
        return range;
    const TimelineRange whole{std::round(range.from), std::round(range.to)};
    return whole.length() > 0 ? whole : TimelineRange{std::floor(range.from), std::floor(range.from) + 1};
}

OperationCount operationsIn(const TimelineScope& scope, const TimelineRange& range) {
    // What only touches it is not in it: also of millions of steps, a thousandth of one.
    const double inside = std::min(range.length() * 1e-6, 1e-3);
    OperationCount count;
    const auto add = [&](const BarTrack& track) {
        const BarRange bars =
            barsBetween(track.bars, scope.axis.unit, range.from + inside, range.to - inside, scope.runLength);
        count.all += bars.count();
        if (bars.count() == 0)
            return;
        const Bar last = track.bars[bars.last - 1];  // one after the other: no other goes on beyond the end
        if (last.isOpen() || spanOf(last, scope.axis.unit, scope.runLength).end > range.to + inside)
            ++count.unfinished;
    };
    for (std::size_t number = 0; number < scope.model.lanes().size(); ++number) {
        if (!scope.rows.shows(number))
            continue;
        const Lane& lane = scope.model.lanes()[number];
        add(lane);
        if (!scope.rows.ofLane(number).lane)
            continue;  // of a folded process only its own
        for (std::size_t level = 0; level < scope.choice.nestedLevels(lane.shownFrom); ++level)
            add(lane.nested[level]);
    }
    return count;
}

QString rangeWords(const TimelineScope& scope, const TimelineRange& range) {
    return lengthWords(scope, range) + QStringLiteral(" \u00B7 ") + operationsIn(scope, range).words();
}

QString lengthWords(const TimelineScope& scope, const TimelineRange& range) {
    if (!scope.isSteps())
        return timeLabel(range.length(), range.length() / 1000);
    const double whole = std::round(range.length());
    if (std::abs(range.length() - whole) >= 1e-6)
        return TimelineWords::tr("%1 steps").arg(range.length(), 0, 'f', 1);
    return whole == 1 ? TimelineWords::tr("1 step")
                      : TimelineWords::tr("%Ln steps", nullptr, static_cast<int>(whole));
}

void layRange(Picture& picture, const TimelineScope& scope) {
    if (!scope.range)
        return;
    const auto edges = edgesOf(scope, *scope.range);
    if (!edges)
        return;
    const QRectF& lanes = scope.frame.lanes;
    picture.add(PictureFill{{edges->from, lanes.top(), edges->to - edges->from, lanes.height()},
                            Tone::accent,
                            0,
                            Pattern::none,
                            rangeOpacity});
    layEdge(picture, scope, scope.range->from, Tone::accent, false);
    layEdge(picture, scope, scope.range->to, Tone::accent, false);
}

namespace {

Tone toneOf(const TimelineMark& mark) {
    return mark.isKept ? Tone::waitsLock : Tone::system;
}

struct LabelPlace {
    QRectF rect;
    bool isFree = true;  // else it lies on something
};

// Near `middlePx`, where it lies on none of `taken` if there is such a place.
LabelPlace freePlace(const QRectF& ruler, double middlePx, const QSizeF& size,
                     const std::vector<QRectF>& taken) {
    const auto at = [&](double left) {
        const double most = std::max(ruler.left(), ruler.right() - size.width());
        return QRectF({std::clamp(left, ruler.left(), most), ruler.bottom() - labelFootPx - size.height()},
                      size);
    };
    const double wanted = middlePx - size.width() / 2;
    std::vector<QRectF> places{at(wanted)};
    for (const QRectF& other : taken)
        places.insert(places.end(), {at(other.left() - size.width() - 1), at(other.right() + 1)});
    std::stable_sort(places.begin() + 1, places.end(), [&](const QRectF& a, const QRectF& b) {
        return std::abs(a.left() - wanted) < std::abs(b.left() - wanted);
    });
    const auto found = std::find_if(places.begin(), places.end(), [&](const QRectF& place) {
        return std::none_of(taken.begin(), taken.end(),
                            [&](const QRectF& other) { return other.intersects(place); });
    });
    return found == places.end() ? LabelPlace{places.front(), false} : LabelPlace{*found};
}

}  // namespace

std::vector<RangeLabel> rangeLabels(const TimelineScope& scope, const QRectF& now) {
    const TextFit fit(scope.theme, Type::small);
    const double gap = scope.theme.size(Measure::gap);
    std::vector<QRectF> taken;
    if (!now.isNull())
        taken.push_back(now);
    std::vector<RangeLabel> labels;
    const auto say = [&](const TimelineRange& range, Tone edge, const QString& words) {
        const auto edges = edgesOf(scope, range);
        if (!edges)
            return;
        const QSizeF size(fit.width(words) + 1.5 * gap, fit.height() + gap / 4);
        const LabelPlace place = freePlace(scope.frame.ruler, (edges->from + edges->to) / 2, size, taken);
        if (!place.isFree && !labels.empty())
            return;
        taken.push_back(place.rect);
        labels.push_back({place.rect, words, edge});
    };
    if (scope.range)
        say(*scope.range, Tone::accent, rangeWords(scope, *scope.range));
    for (const TimelineMark& mark : scope.marks)
        if (mark.range.length() > 0 && mark.range != scope.range)
            say(mark.range, toneOf(mark), lengthWords(scope, mark.range));
    return labels;
}

namespace {

void layFrame(Picture& picture, const TimelineScope& scope, std::size_t event, Dash dash) {
    if (!scope.model.trace() || event >= scope.model.size())
        return;
    const auto place = placeOf(scope, event);
    if (!place || !scope.rows.shows(place->lane))
        return;
    const TimelineRow& row = scope.rows.ofLane(place->lane);
    const bool isShown =
        !row.lane || place->level <= scope.choice.nestedLevels(scope.model.lanes()[place->lane].shownFrom);
    const BarSpan span = spanAt(scope, *place);
    const auto edges = edgesOf(scope, {span.begin, span.end});
    if (!scope.isVisible(row) || !isShown || !edges)
        return;
    const QRectF strip = stripOf(scope, row, place->level);
    const double height = strip.height() + 2 * selectedPx;
    const double width = std::max(edges->to - edges->from, height / 4);
    const QRectF frame(edges->from, strip.top() - selectedPx, width, height);
    const QRectF shown = frame.intersected(scope.frame.lanes);
    if (!shown.isEmpty())
        picture.add(
            PictureOutline{shown, Tone::text, double(scope.theme.size(Measure::corner)), selectedPx, dash});
}

}  // namespace

void laySelected(Picture& picture, const TimelineScope& scope) {
    for (const std::size_t event : scope.beside)
        if (event != scope.selected)
            layFrame(picture, scope, event, Dash::dashes);
    if (scope.selected)
        layFrame(picture, scope, *scope.selected, Dash::none);
}

// A mark keeps its place while other ranges are selected: its edges are dashed, and a flag stands on the
// ruler.
void layMarks(Picture& picture, const TimelineScope& scope) {
    const double side = scope.theme.size(Measure::gap) / 2.0, bottom = scope.frame.ruler.bottom();
    for (const TimelineMark& mark : scope.marks) {
        const Tone tone = toneOf(mark);
        for (const double position : {mark.range.from, mark.range.to}) {
            layEdge(picture, scope, position, tone, true);
            if (!scope.axis.shows(position))
                continue;
            const double x = scope.axis.pxOf(position);
            picture.add(PicturePolygon{
                QPolygonF({{x, bottom}, {x, bottom - 2 * side}, {x + 2 * side, bottom - side}}), tone});
        }
        const auto edges = edgesOf(scope, mark.range);
        if (edges && mark.range.length() > 0)
            picture.add(
                PictureFill{{edges->from, bottom - side / 2, edges->to - edges->from, side / 2}, tone});
    }
}

}  // namespace heddle
