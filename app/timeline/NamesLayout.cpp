// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the lanes, what of them is merged, and how many are out of sight.
#include "app/timeline/TextFit.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>

namespace heddle {

namespace {

// What stands under a lane's name, the longest first.
QStringList underName(const TimelineScope& scope, const Lane& lane) {
    const QLocale locale;
    if (lane.kind == LaneKind::worker) {
        const std::size_t merged = mergedBars(scope, lane);
        if (merged == 0)
            return {};
        const QString number = locale.toString(static_cast<qulonglong>(merged));
        return {TimelineWords::tr("%1 merged").arg(number), number};
    }
    if (lane.kind == LaneKind::lock) {
        const int waiting = static_cast<int>(lane.depth.greatest());
        return waiting == 0 ? QStringList() : QStringList{TimelineWords::tr("up to %1 wait").arg(waiting)};
    }
    if (lane.kind == LaneKind::queue && lane.capacity)
        return {
            TimelineWords::tr("depth, of %1").arg(locale.toString(static_cast<qlonglong>(*lane.capacity)))};
    const QString most = locale.toString(static_cast<qlonglong>(lane.depth.greatest()));
    if (lane.kind == LaneKind::pipe)
        return {TimelineWords::tr("bytes, up to %1").arg(most), TimelineWords::tr("to %1 B").arg(most)};
    return {TimelineWords::tr("depth, up to %1").arg(most), TimelineWords::tr("up to %1").arg(most)};
}

void layName(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const double gap = scope.theme.size(Measure::gap), width = scope.frame.names.width() - 2 * gap;
    const QRectF all(gap, scope.rowTop(row), width, row.ownHeight());
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto put = [&](const QRectF& rect, const QString& text, Type type, Tone tone) {
        picture.add(PictureText{rect, TextFit(scope.theme, type).elided(text, width), type, tone, right});
    };
    if (!row.lane) {
        const QString sign =
            scope.choice.isFolded(row.process) ? QStringLiteral("\u25B8 ") : QStringLiteral("\u25BE ");
        put(all.adjusted(0, gap / 2, 0, 0), sign + processName(scope.model, scope.rows, row.process, width),
            Type::small, Tone::mutedText);
        return;
    }
    const Lane& lane = scope.model.lanes()[*row.lane];
    const QString name = scope.model.laneName(*row.lane);
    const QString under = TextFit(scope.theme, Type::small).longest(underName(scope, lane), width);
    if (under.isEmpty()) {
        put(all, name, Type::body, Tone::text);
        return;
    }
    const double middle = all.center().y();
    put({gap, middle - 2 * gap - 1, width, 2 * gap}, name, Type::body, Tone::text);
    put({gap, middle + 1, width, 2 * gap}, under, Type::small, Tone::mutedText);
}

// How many lanes are above or below what is in view, where their names would be.
void layUnseen(Picture& picture, const TimelineScope& scope) {
    int above = 0, below = 0;
    for (const TimelineRow& row : scope.rows.rows) {
        if (row.isPinned || (!row.lane && !scope.choice.isFolded(row.process)))
            continue;
        const double middle = scope.rowCentre(row);
        above += middle < scope.pinnedBottom() ? 1 : 0;
        below += middle > scope.frame.lanes.bottom() ? 1 : 0;
    }
    const TextFit fit(scope.theme, Type::smallStrong);
    const double gap = scope.theme.size(Measure::gap), height = fit.height() + gap / 2;
    const auto say = [&](const QString& words, double top) {
        const double width = std::min(fit.width(words) + 2 * gap, scope.frame.names.width() - gap);
        const QRectF box(scope.frame.names.right() - width - gap / 2, top, width, height);
        picture.add(PictureFill{box, Tone::selection, gap / 2});
        picture.add(PictureText{box, fit.elided(words, width), Type::smallStrong, Tone::text});
    };
    if (above > 0)
        say(TimelineWords::tr("\u25B2 %1 more").arg(above), scope.pinnedBottom() + gap / 4);
    if (below > 0)
        say(TimelineWords::tr("\u25BC %1 more").arg(below), scope.frame.lanes.bottom() - height - gap / 4);
}

}  // namespace

void layNames(Picture& picture, const TimelineScope& scope) {
    const TimelineFrame& frame = scope.frame;
    const double bottom =
        std::min(frame.lanes.bottom(), frame.lanes.top() + scope.rows.height - scope.scrollPx);
    picture.add(PictureFill{{0, frame.lanes.top(), frame.lanes.left(), frame.lanes.height()}, Tone::surface});
    if (bottom > frame.lanes.top())
        picture.add(PictureFill{{0, frame.lanes.top(), frame.names.width(), bottom - frame.lanes.top()},
                                Tone::sidebar});
    for (const TimelineRow& row : scope.rows.rows)
        if (!row.isPinned && scope.isVisible(row))
            layName(picture, scope, row);
    const double pinnedBottom = std::min(scope.pinnedBottom(), frame.lanes.bottom());
    if (scope.rows.pinnedHeight > 0)
        picture.add(PictureFill{{0, frame.lanes.top(), frame.names.width(), pinnedBottom - frame.lanes.top()},
                                Tone::sidebar});
    for (const TimelineRow& row : scope.rows.rows)
        if (row.isPinned && scope.isVisible(row))
            layName(picture, scope, row);
    layUnseen(picture, scope);
}

}  // namespace heddle
