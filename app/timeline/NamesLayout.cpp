// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the lanes, what of them is merged, and how many are out of sight.
#include "app/picture/TextFit.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>

namespace heddle {

namespace {

QStringList mergedTexts(std::size_t merged) {
    const QString number = QLocale().toString(static_cast<qulonglong>(merged));
    return {TimelineWords::tr("%Ln merged", nullptr, static_cast<int>(merged)), number};
}

// What a lane is, or what became of it; the longest first.
QStringList storyOf(const TimelineScope& scope, const Lane& lane) {
    const QLocale locale;
    if (lane.kind == LaneKind::worker)
        return lane.hasDied ? QStringList{scope.model.deathWords(lane.end->event)} : QStringList();
    if (lane.kind == LaneKind::lock) {
        const int waiting = static_cast<int>(lane.depth.greatest());
        return waiting == 0 ? QStringList() : QStringList{TimelineWords::tr("up to %1 wait").arg(waiting)};
    }
    if (lane.kind == LaneKind::queue && lane.capacity)
        return {
            TimelineWords::tr("depth, of %1").arg(locale.toString(static_cast<qlonglong>(*lane.capacity)))};
    const QString most = locale.toString(static_cast<qlonglong>(lane.depth.greatest()));
    if (lane.kind == LaneKind::manager)
        return {TimelineWords::tr("requests, at most %1").arg(most),
                TimelineWords::tr("at most %1").arg(most)};
    if (lane.kind == LaneKind::pipe)
        return {TimelineWords::tr("bytes, up to %1").arg(most), TimelineWords::tr("to %1 B").arg(most)};
    return {TimelineWords::tr("depth, up to %1").arg(most), TimelineWords::tr("up to %1").arg(most)};
}

// What stands under a lane's name, line by line.
QStringList underName(const TimelineScope& scope, const TimelineRow& row, double widthPx) {
    const TextFit fit(scope.theme, Type::small);
    QStringList lines;
    if (const QStringList story = storyOf(scope, scope.model.lanes()[*row.lane]); !story.isEmpty()) {
        const QString fitting = fit.longest(story, widthPx);
        lines << (fitting.isEmpty() ? story.last() : fitting);
    }
    if (const std::size_t merged = mergedIn(scope, row); merged > 0)
        lines << fit.longest(mergedTexts(merged), widthPx);
    return lines;
}

QString groupName(const TimelineScope& scope, const TimelineRow& row, double widthPx) {
    const bool isFolded = scope.choice.isFolded(row.process);
    const QString name = (isFolded ? QStringLiteral("\u25B8 ") : QStringLiteral("\u25BE ")) +
                         processName(scope.model, scope.rows, row.process, widthPx);
    const std::size_t merged = isFolded ? mergedIn(scope, row) : 0;
    if (merged == 0)
        return name;
    // The process is known by where it stands; that some of it is not seen must be said.
    const TextFit fit(scope.theme, Type::small);
    const QString count = QStringLiteral(" \u00B7 ") + mergedTexts(merged).first();
    return fit.elided(name, widthPx - fit.width(count)) + count;
}

void layName(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const double gap = scope.theme.size(Measure::gap), width = scope.frame.names.width() - 2 * gap;
    const QRectF all(gap, scope.rowTop(row), width, row.ownHeight());
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto put = [&](const QRectF& rect, const QString& text, Type type, Tone tone) {
        picture.add(PictureText{rect, TextFit(scope.theme, type).elided(text, width), type, tone, right});
    };
    if (!row.lane)
        return put(all.adjusted(0, gap / 2, 0, 0), groupName(scope, row, width), Type::small,
                   Tone::mutedText);
    const QString name = scope.model.laneName(*row.lane);
    const QStringList under = underName(scope, row, width);
    if (under.isEmpty())
        return put(all, name, Type::body, Tone::text);
    const double nameHeight = 2 * gap, lines = static_cast<double>(under.size());
    const double height = std::min(2 * gap, (all.height() - nameHeight) / lines);
    double top = all.center().y() - (nameHeight + height * lines) / 2;
    put({gap, top - 1, width, nameHeight}, name, Type::body, Tone::text);
    top += nameHeight + 1;
    for (const QString& line : under) {
        put({gap, top, width, height}, line, Type::small, Tone::mutedText);
        top += height;
    }
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
        say(TimelineWords::tr("\u25B2 %Ln more", nullptr, above), scope.pinnedBottom() + gap / 4);
    if (below > 0)
        say(TimelineWords::tr("\u25BC %Ln more", nullptr, below),
            scope.frame.lanes.bottom() - height - gap / 4);
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
