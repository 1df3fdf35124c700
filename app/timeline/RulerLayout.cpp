// SPDX-License-Identifier: GPL-3.0-or-later
// The columns, their numbers, the instant, and what the pointer is over.
#include "app/picture/TextFit.h"
#include "app/timeline/BookmarkFlags.h"
#include "app/timeline/LaneWords.h"
#include "app/timeline/MessageChain.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineRange.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double leastColumnPx = 14;  // narrower: no line for each step
constexpr double labelGapPx = 62;
constexpr double playheadPx = 2;

// Step n lies between the positions n - 1 and n.
QString instantWords(const TimelineScope& scope, double position) {
    if (!scope.isSteps())
        return timeLabel(position, 1 / scope.axis.pxPerPosition());
    return position > scope.runLength
               ? TimelineWords::tr("after step %L1").arg(static_cast<qlonglong>(scope.runLength))
               : TimelineWords::tr("step %L1").arg(static_cast<qlonglong>(std::floor(position)) + 1);
}

// Of a step the middle of what is in view of its column.
double labelPx(const Tick& tick, const TimelineAxis& axis) {
    if (axis.unit != Axis::steps)
        return axis.pxOf(tick.position);
    const double left = std::max(axis.pxOf(tick.position - 1), axis.leftPx);
    return (left + std::max(left, std::min(axis.pxOf(tick.position), axis.rightPx()))) / 2;
}

QString nowLabel(const TimelineScope& scope) {
    if (scope.isSteps())
        return QLocale().toString(static_cast<qlonglong>(scope.moment.step));
    return timeLabel(scope.moment.position, scope.axis.length() / 200);
}

void layPlayhead(Picture& picture, const TimelineScope& scope) {
    const double x = scope.axis.pxOf(scope.moment.position);
    if (x < scope.axis.leftPx - 1 || x > scope.axis.rightPx() + 1)
        return;
    const double side = scope.theme.size(Measure::gap), top = scope.frame.ruler.top() - side;
    picture.add(PictureLine{{x, top}, {x, scope.frame.lanes.bottom()}, Tone::accent, playheadPx});
    picture.add(PicturePolygon{QPolygonF({{x - side + 1, top}, {x + side - 1, top}, {x, top + side + 1}}),
                               Tone::accent});
}

}  // namespace

void layGrid(Picture& picture, const TimelineScope& scope) {
    const TimelineAxis& axis = scope.axis;
    const double gap = scope.isSteps() && axis.pxPerPosition() >= leastColumnPx ? leastColumnPx : labelGapPx;
    const auto line = [&](double position) {
        const double x = std::round(axis.pxOf(position)) + 0.5;
        if (x >= axis.leftPx && x <= axis.rightPx() + 1)
            picture.add(
                PictureLine{{x, scope.frame.lanes.top()}, {x, scope.frame.lanes.bottom()}, Tone::grid});
    };
    if (scope.isSteps())
        line(0);
    for (const Tick& tick : ticks(axis, gap, scope.runLength))
        line(tick.position);
}

namespace {

QRectF wordsPlace(const TimelineScope& scope, double px, const QString& text) {
    const double half = TextFit(scope.theme, Type::codeStrong).width(text) / 2 + 2;
    const QRectF& ruler = scope.frame.ruler;
    return {px - half, ruler.top(), 2 * half, ruler.height() - 4};
}

// Of the instant's number: above the column of its step where that has room for it; else beside the line,
// that neither hides the other. Null: it is not in view.
QRectF nowPlace(const TimelineScope& scope) {
    if (!scope.axis.shows(scope.moment.position) || (scope.isSteps() && scope.moment.step <= 0))
        return {};
    const double line = scope.axis.pxOf(scope.moment.position), gap = scope.theme.size(Measure::gap);
    const QString now = nowLabel(scope);
    QRectF place = wordsPlace(scope, labelPx({static_cast<double>(scope.moment.step), now}, scope.axis), now);
    const bool fitsBefore = line - place.width() - gap > scope.frame.ruler.left() - gap;
    if (!scope.isSteps() || place.right() > line - gap / 2)
        place.moveLeft(fitsBefore ? line - place.width() - gap : line + gap);
    if (place.right() > scope.frame.all.right())  // whole, though it then lies on the line
        place.moveRight(scope.frame.all.right());
    return place;
}

void layLabel(Picture& picture, const RangeLabel& label) {
    const double radius = label.rect.height() / 4;
    picture.add(PictureFill{label.rect, Tone::surface, radius});
    picture.add(PictureOutline{label.rect, label.edge, radius});
    picture.add(PictureText{label.rect, label.text, Type::small, Tone::text});
}

}  // namespace

void layRuler(Picture& picture, const TimelineScope& scope) {
    const QRectF& ruler = scope.frame.ruler;
    const double line = scope.axis.pxOf(scope.moment.position), gap = scope.theme.size(Measure::gap);
    const QRectF now = nowPlace(scope);
    const std::vector<RangeLabel> labels = rangeLabels(scope, now);
    for (const Tick& tick : ticks(scope.axis, labelGapPx, scope.runLength)) {
        const QRectF rect = wordsPlace(scope, labelPx(tick, scope.axis), tick.label);
        const QRectF kept = rect.adjusted(-gap / 2, 0, gap / 2, 0);
        const bool isCut = rect.left() < ruler.left() - gap || rect.right() > scope.frame.all.right();
        const bool isCrossed =
            !now.isNull() && (kept.intersects(now) || (kept.left() < line && kept.right() > line));
        const bool isTaken = std::any_of(labels.begin(), labels.end(), [&](const RangeLabel& label) {
            return label.rect.intersects(rect);
        });
        const bool isNow = !now.isNull() && tick.label == nowLabel(scope);  // said once
        if (!isCut && !isCrossed && !isTaken && !isNow)
            picture.add(PictureText{rect, tick.label, Type::codeSmall, Tone::mutedText});
    }
    if (!now.isNull())
        picture.add(PictureText{now, nowLabel(scope), Type::codeStrong, Tone::accent});
    for (const RangeLabel& label : labels)
        layLabel(picture, label);
    layBookmarks(picture, scope);
    layPlayhead(picture, scope);
}

void layHover(Picture& picture, const TimelineScope& scope) {
    if (!scope.pointer || !scope.frame.lanes.contains(*scope.pointer))
        return;
    const double x = scope.pointer->x();
    picture.add(
        PictureLine{{x, scope.frame.lanes.top()}, {x, scope.frame.lanes.bottom()}, Tone::mutedText, 1, true});
    const std::optional<BarHit> hit = barAt(scope, *scope.pointer);
    QString text = instantWords(scope, scope.axis.positionAt(x));
    if (hit && hit->waitsUntil)
        text +=
            TimelineWords::tr(" \u00B7 waits until %1, then: ").arg(instantWords(scope, *hit->waitsUntil)) +
            scope.model.sentence(hit->event);
    else if (hit)
        text += QStringLiteral(" \u00B7 ") + scope.model.sentence(hit->event);
    else if (scope.hovered)
        text = messageWords(scope, *scope.hovered);
    else if (const QString lane = laneWords(scope, *scope.pointer); !lane.isEmpty())
        text += QStringLiteral(" \u00B7 ") + lane;
    const TextFit fit(scope.theme, Type::small);
    const double gap = scope.theme.size(Measure::gap);
    text = fit.elided(text, scope.axis.widthPx - 4 * gap, Qt::ElideRight);
    const double width = fit.width(text) + 2 * gap, height = fit.height() + gap * 0.75;
    const double left =
        std::clamp(x + gap, scope.axis.leftPx, std::max(scope.axis.leftPx, scope.axis.rightPx() - width));
    const double below = scope.pointer->y() + 2 * gap;
    const double top =
        below + height < scope.frame.lanes.bottom() ? below : scope.pointer->y() - gap - height;
    const QRectF rect(left, top, width, height);
    picture.add(PictureFill{rect, Tone::surface, 4});
    picture.add(PictureOutline{rect, Tone::border, 4});
    picture.add(PictureText{rect, text, Type::small, Tone::text});
}

}  // namespace heddle
