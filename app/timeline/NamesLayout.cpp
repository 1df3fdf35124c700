// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the lanes, and what in them is merged or left out.
#include "app/picture/TextFit.h"
#include "app/timeline/ArrowCount.h"
#include "app/timeline/LaneWords.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>

namespace heddle {

namespace {

constexpr double leastLinePx = 13;  // from one line under a name to the next

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

// What stands under a lane's name, line by line. What is not seen must be said; that somebody died is seen.
QStringList underName(const TimelineScope& scope, const TimelineRow& row, const Unseen& unseen,
                      const QSizeF& room) {
    const TextFit fit(scope.theme, Type::small);
    const auto fitting = [&](const QStringList& all) {
        const QString longest = fit.longest(all, room.width());
        return longest.isEmpty() ? all.last() : longest;
    };
    QStringList lines;
    if (const QStringList said = unseen.words(); !said.isEmpty())
        lines << fitting(said);
    const QStringList story = storyOf(scope, scope.model.lanes()[*row.lane]);
    if (!story.isEmpty() && leastLinePx * static_cast<double>(lines.size() + 1) <= room.height())
        lines.prepend(fitting(story));
    return lines;
}

QString groupName(const TimelineScope& scope, const TimelineRow& row, const Unseen& unseen, double widthPx) {
    const bool isFolded = scope.choice.isFolded(row.process);
    const QString fold = isFolded ? QStringLiteral("\u25B8 ") : QStringLiteral("\u25BE ");
    const QString sign = scope.isOnScreen ? fold : QString();
    const QString name = sign + processName(scope.model, scope.rows, row.process, widthPx);
    QStringList words = unseen.words();
    if (!isFolded || words.isEmpty())
        return name;
    words += Unseen{unseen.merged + unseen.arrows, 0}.words();
    const TextFit fit(scope.theme, Type::small);
    for (const QString& told : {name, QString(sign + scope.model.processNames(row.process).last())})
        for (const QString& word : words)
            if (const QString both = told + QStringLiteral(" \u00B7 ") + word; fit.width(both) <= widthPx)
                return both;
    const QString count = QStringLiteral(" \u00B7 ") + words.last();
    const double left = widthPx - fit.width(count);
    const QString cut = fit.elided(name, left);
    return cut.size() > 3 && fit.width(cut) <= left ? cut + count : sign + words.last();
}

bool isSelected(const TimelineScope& scope, const Lane& lane) {
    const Subject& subject = scope.subject;
    if (lane.kind == LaneKind::worker)
        return subject.isWorker() && subject.worker == lane.worker;
    return std::find(subject.objects.begin(), subject.objects.end(), lane.object) != subject.objects.end();
}

void layName(Picture& picture, const TimelineScope& scope, const TimelineRow& row, const ArrowCount& arrows) {
    const double gap = scope.theme.size(Measure::gap), width = scope.frame.names.width() - 2 * gap;
    const Unseen unseen{mergedIn(scope, row), arrows.leftOut(row)};
    const QRectF all(gap, scope.rowTop(row), width, row.ownHeight());
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto put = [&](const QRectF& rect, const QString& text, Type type, Tone tone) {
        picture.add(PictureText{rect, TextFit(scope.theme, type).elided(text, width), type, tone, right});
    };
    if (row.lane && isSelected(scope, scope.model.lanes()[*row.lane]))
        picture.add(PictureFill{{0, all.top(), scope.frame.names.width(), all.height()}, Tone::selection});
    if (!row.lane)
        return put(all.adjusted(0, gap, 0, 0), groupName(scope, row, unseen, width), Type::small,
                   Tone::mutedText);
    const QString name = scope.model.laneName(*row.lane);
    const double nameHeight = 2 * gap;
    const QStringList under = underName(scope, row, unseen, {width, all.height() - nameHeight - gap});
    if (under.isEmpty())
        return put(all, name, Type::body, Tone::text);
    const double lines = static_cast<double>(under.size());
    const double roomy = std::min(2 * gap, (all.height() - nameHeight) / lines);
    const double height = lines > 1 ? std::min(roomy, leastLinePx) : roomy;  // that it is seen whose they are
    if (lines > 1)
        picture.add(PictureLine{all.bottomLeft(), all.bottomRight(), Tone::divider});
    double top = all.center().y() - (nameHeight + height * lines) / 2;
    put({gap, top - 1, width, nameHeight}, name, lines > 1 ? Type::strong : Type::body, Tone::text);
    top += nameHeight + 1;
    for (const QString& line : under) {
        put({gap, top, width, height}, line, Type::small, Tone::mutedText);
        top += height;
    }
}

// A filter that leaves nothing says so where the lanes would be.
void layNoLane(Picture& picture, const TimelineScope& scope) {
    if (scope.choice.filter().isEmpty() || !scope.rows.rows.empty() || scope.model.lanes().empty())
        return;
    const double margin = scope.theme.size(Measure::margin);
    const QRectF room = scope.frame.lanes.adjusted(margin, 0, -margin, 0);
    const QString words = TimelineWords::tr("No lane has \u201C%1\u201D in its name. Esc clears the filter.")
                              .arg(scope.choice.filter());
    picture.add(PictureText{room, TextFit(scope.theme, Type::body).elided(words, room.width()), Type::body,
                            Tone::mutedText, Qt::AlignCenter});
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
    layNoLane(picture, scope);
    const ArrowCount arrows(scope);
    for (const TimelineRow& row : scope.rows.rows)
        if (!row.isPinned && scope.isVisible(row))
            layName(picture, scope, row, arrows);
    const double pinnedBottom = std::min(scope.pinnedBottom(), frame.lanes.bottom());
    if (scope.rows.pinnedHeight > 0)
        picture.add(PictureFill{{0, frame.lanes.top(), frame.names.width(), pinnedBottom - frame.lanes.top()},
                                Tone::sidebar});
    for (const TimelineRow& row : scope.rows.rows)
        if (row.isPinned && scope.isVisible(row))
            layName(picture, scope, row, arrows);
}

}  // namespace heddle
