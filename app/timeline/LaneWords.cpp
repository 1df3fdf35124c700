// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneWords.h"

#include "app/timeline/ArrowCount.h"
#include "app/timeline/BarGeometry.h"
#include "app/timeline/DepthPlace.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace heddle {

namespace {

constexpr int mostNamed = 3;

bool covers(const TimelineScope& scope, const Hold& hold, double position) {
    const bool isSteps = scope.isSteps();
    const double begin = static_cast<double>(isSteps ? hold.firstStep - 1 : hold.startNs);
    const double end = static_cast<double>(isSteps ? hold.lastStep : hold.endNs);
    return begin <= position && (hold.isOpen() || position < end);
}

QString ownerAt(const TimelineScope& scope, const Lane& lock, double position) {
    const auto behind = std::partition_point(lock.holds.begin(), lock.holds.end(), [&](const Hold& hold) {
        return static_cast<double>(scope.isSteps() ? hold.firstStep - 1 : hold.startNs) <= position;
    });
    // The one before may reach into the step in which the next begins.
    for (auto hold = behind; hold != lock.holds.begin() && behind - hold < 2;)
        if (covers(scope, *--hold, position))
            return scope.model.laneName(hold->owner);
    return {};
}

bool waitsAt(const TimelineScope& scope, const Lane& worker, std::size_t lock, double position) {
    const BarRange range = barsBetween(worker.bars, scope.axis.unit, position, position, scope.runLength);
    for (std::size_t i = range.first; i < range.last; ++i) {
        const BarSpan span = spanOf(worker.bars[i], scope.axis.unit, scope.runLength);
        if (span.hasWait() && span.begin <= position && position < span.doneFrom)
            return scope.model.laneOf(scope.model.trace()->event(worker.bars[i].event).object) == lock;
    }
    return false;
}

// "a waits", "a and b wait", "a, b, c and 4 more wait"
QString waitersWords(const QStringList& names) {
    if (names.size() == 1)
        return TimelineWords::tr("%1 waits").arg(names.first());
    const int named = std::min<int>(mostNamed, static_cast<int>(names.size()) - 1);
    const QString first = names.mid(0, named).join(QStringLiteral(", "));
    return names.size() == named + 1
               ? TimelineWords::tr("%1 and %2 wait").arg(first, names.last())
               : TimelineWords::tr("%1 and %2 more wait").arg(first).arg(names.size() - named);
}

QString lockWords(const TimelineScope& scope, std::size_t number, double position) {
    const Lane& lock = scope.model.lanes()[number];
    QStringList waiters;
    for (std::size_t i = 0; i < scope.model.lanes().size(); ++i)
        if (waitsAt(scope, scope.model.lanes()[i], number, position))
            waiters << scope.model.laneName(i);
    const QString owner = ownerAt(scope, lock, position);
    QStringList said;
    if (!lock.holds.empty())
        said << (owner.isEmpty() ? TimelineWords::tr("held by nobody")
                                 : TimelineWords::tr("held by %1").arg(owner));
    if (!waiters.isEmpty())
        said << waitersWords(waiters);
    else if (said.isEmpty())
        said << TimelineWords::tr("nobody waits");
    return said.join(QStringLiteral(", "));
}

QString depthWords(const TimelineScope& scope, const Lane& lane, double position) {
    const std::int64_t depth = depthAt(lane.depth, scope.axis.unit, position);
    const QString number = QLocale().toString(static_cast<qlonglong>(depth));
    if (lane.kind == LaneKind::pipe)
        return TimelineWords::tr("%1 B").arg(number);
    if (lane.kind == LaneKind::manager)
        return depth == 1 ? TimelineWords::tr("1 request under way")
                          : TimelineWords::tr("%1 requests under way").arg(number);
    return lane.capacity ? TimelineWords::tr("depth %1 of %2").arg(number).arg(*lane.capacity)
                         : TimelineWords::tr("depth %1").arg(number);
}

}  // namespace

QStringList Unseen::words() const {
    const QString ofBars = TimelineWords::tr("%Ln merged", nullptr, static_cast<int>(merged));
    const QString ofArrows = arrows == 1
                                 ? TimelineWords::tr("1 more arrow")
                                 : TimelineWords::tr("%Ln more arrows", nullptr, static_cast<int>(arrows));
    const QString number = QLocale().toString(static_cast<qulonglong>(arrows));
    if (merged == 0)
        return arrows == 0 ? QStringList()
                           : QStringList{ofArrows, TimelineWords::tr("+%1 \u2197").arg(number)};
    if (arrows == 0)
        return {ofBars};
    return {TimelineWords::tr("%1, %2").arg(ofBars, ofArrows),
            TimelineWords::tr("%1, +%2 \u2197").arg(ofBars, number)};
}

QString laneWords(const TimelineScope& scope, const QPointF& point) {
    const bool isName = scope.frame.names.contains(point);
    const TimelineRow* row = isName || scope.frame.lanes.contains(point) ? scope.rowAt(point.y()) : nullptr;
    if (!row || !row->lane)
        return {};
    if (isName) {
        const QStringList words = Unseen{mergedIn(scope, *row), ArrowCount(scope).leftOut(*row)}.words();
        return words.isEmpty()
                   ? QString()
                   : TimelineWords::tr("%1: %2").arg(scope.model.laneName(*row->lane), words.first());
    }
    const Lane& lane = scope.model.lanes()[*row->lane];
    const double position = scope.axis.positionAt(point.x());
    if (lane.kind == LaneKind::worker || position < 0 || position > scope.runLength)
        return {};
    return TimelineWords::tr("%1: %2").arg(
        scope.model.laneName(*row->lane), lane.kind == LaneKind::lock ? lockWords(scope, *row->lane, position)
                                                                      : depthWords(scope, lane, position));
}

}  // namespace heddle
