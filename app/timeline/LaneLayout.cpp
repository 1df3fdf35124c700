// SPDX-License-Identifier: GPL-3.0-or-later
// What each worker did.
#include "app/models/OpMarks.h"
#include "app/picture/TextFit.h"
#include "app/timeline/BarPlace.h"
#include "app/timeline/FailureMarks.h"
#include "app/timeline/HeldPlace.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"
#include "app/timeline/ToneColumns.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double densityColumnPx = 2;
constexpr double seamPx = 1;          // left free at both ends of a bar, so that neighbours are told apart
constexpr double leastSeamBarPx = 6;  // not where there is no room for it
constexpr double leastCellPx = 2;
constexpr double lineWidthPx = 2.5;
constexpr double textGapPx = 4;
constexpr double leastWordsPx = 64;    // of a cell that says it in words instead of a mark
constexpr double leastContentPx = 14;  // of a cell that says what it moved
constexpr double leastStoryPx = 100;   // of a wait that also says at what

Tone toneOf(const Bar& bar, bool isEndedByHeddle) {
    if (bar.outcome == Outcome::killed)
        return isEndedByHeddle ? Tone::idle : Tone::died;
    return bar.isTrouble() ? Tone::trouble : Tone::running;
}

void layCross(Picture& picture, QPointF at, double arm, bool isEndedByHeddle) {
    const Tone tone = isEndedByHeddle ? Tone::mutedText : Tone::died;
    picture.add(PictureLine{at + QPointF(-arm, -arm), at + QPointF(arm, arm), tone, lineWidthPx});
    picture.add(PictureLine{at + QPointF(-arm, arm), at + QPointF(arm, -arm), tone, lineWidthPx});
}

// What is in a folded process and must not be lost among its thin marks: who was killed, what failed.
void layFoldedEnds(Picture& picture, const TimelineScope& scope, const Lane& lane, const QRectF& strip) {
    const TimelineAxis& axis = scope.axis;
    layFailures(picture, axis, scope.runLength, lane, strip);
    if (!lane.hasDied)
        return;
    const double end = positionOf(*lane.end, axis.unit);
    const double arm = scope.tall(Measure::foldedHeight) / 3.0;
    if (axis.shows(end))
        layCross(picture,
                 {std::clamp(axis.pxOf(end), axis.leftPx + arm, axis.rightPx() - arm), strip.center().y()},
                 arm, scope.model.isEndedByHeddle(lane.end->event));
}

class WorkerLane {
public:
    WorkerLane(Picture& picture, const TimelineScope& scope, const TimelineRow& row)
        : m_picture(picture), m_scope(scope), m_lane(scope.model.lanes()[*row.lane]),
          m_centre(scope.rowCentre(row)), m_cellHeight(scope.tall(Measure::cellHeight)),
          m_barHeight(scope.tall(Measure::barHeight)), m_done(heddle::toneOf(m_lane.shownFrom)),
          m_isEndedByHeddle(m_lane.hasDied && scope.model.isEndedByHeddle(m_lane.end->event)) {}

    void lay() {
        const TimelineAxis& axis = m_scope.axis;
        if (const BarTrack& known = knownOf(m_scope, m_lane); &known != &m_lane) {
            layDensity(known);
            layNarrow();
            return layEnd();
        }
        layLife();
        layServing();
        if (m_lane.bars.empty()) {
            layNarrow();
            return layEnd();
        }
        if (isDense(m_scope, m_lane)) {
            layDensity(m_lane);
        } else {
            const BarRange range = barsBetween(m_lane.bars, axis.unit, axis.from, axis.to, m_scope.runLength);
            for (std::size_t i = range.first; i < range.last; ++i)
                layBar(m_lane.bars[i], spanAt(m_scope, m_lane, i, isWithinSteps(m_lane, 0)));
        }
        layNarrow();
        layFailures(m_picture, axis, m_scope.runLength, m_lane,
                    band(axis.leftPx, axis.rightPx(), m_cellHeight));
        layEnd();
    }

private:
    BarSpan spanOf(const Bar& bar) const { return heddle::spanOf(bar, m_scope.axis.unit, m_scope.runLength); }
    bool isLast(const Bar& bar) const {  // of the lane's own
        return !m_lane.bars.empty() && bar.event == m_lane.bars.back().event;
    }
    double shownPx(double position) const {
        return std::clamp(m_scope.axis.pxOf(position), m_scope.axis.leftPx, m_scope.axis.rightPx());
    }
    QRectF band(double fromPx, double toPx, double height) const {
        return QRectF(fromPx, m_centre - height / 2, toPx - fromPx, height);
    }

    double lifeEnd() const {
        return m_lane.end ? positionOf(*m_lane.end, m_scope.axis.unit) : m_scope.runLength;
    }

    // Also ahead of its first operation, and without any, a worker runs.
    double lifeBegin() const {
        const double first = m_lane.bars.empty() ? m_scope.runLength : spanOf(m_lane.bars.front()).begin;
        if (!m_lane.birth)
            return first;
        return std::min(first,
                        static_cast<double>(m_scope.isSteps() ? m_lane.birth->step : m_lane.birth->ns));
    }

    void layLife() {
        const double from = shownPx(lifeBegin()), to = shownPx(lifeEnd());
        if (to <= from)
            return;
        if (!m_scope.isSteps()) {
            m_picture.add(
                PictureFill{band(from, to, m_barHeight), Tone::running, 2, Pattern::none, runningOpacity});
            for (const PxRange& held : heldBetween(m_lane, m_scope.axis, from, to))
                m_picture.add(
                    PictureFill{band(held.from, held.to, m_barHeight), Tone::held, 2, Pattern::dots});
            return;
        }
        double free = from;
        for (const PxRange& held : heldBetween(m_lane, m_scope.axis, from, to)) {
            layLine(free, held.from, Tone::runningLine);
            layLine(held.from, held.to, Tone::heldLine);
            free = held.to;
        }
        layLine(free, to, Tone::runningLine);
    }

    void layLine(double fromPx, double toPx, Tone tone) {
        if (toPx > fromPx)
            m_picture.add(PictureLine{{fromPx, m_centre}, {toPx, m_centre}, tone, lineWidthPx});
    }

    // Whose process is a manager's waits for whoever connects, though the program does not tell it to.
    void layServing() {
        const BarTrack& track = m_lane.nested.front();
        const TimelineAxis& axis = m_scope.axis;
        const BarRange range = barsBetween(track.bars, axis.unit, axis.from, axis.to, m_scope.runLength);
        for (std::size_t i = range.first; i < range.last; ++i)
            if (const BarSpan span = spanAt(m_scope, track, i, true);
                track.bars[i].op == Op::managerAccept && span.hasWait())
                layWait(track.bars[i], shownPx(span.begin), shownPx(span.doneFrom));
    }

    void layDensity(const BarTrack& track) {
        const TimelineAxis& axis = m_scope.axis;
        for (const DensityColumn& column : densityOf(track, axis.unit, axis.from, axis.to, m_scope.runLength,
                                                     axis.leftPx, axis.widthPx, densityColumnPx)) {
            const auto height = [&](int level) { return m_barHeight * level / densityLevels; };
            const WaitLook look = lookOf(column.wait);
            if (!m_scope.isSteps()) {
                layShares(column);
                continue;
            }
            if (column.waitLevel > 0)
                m_narrowWaits.add(look.tone, band(column.fromPx, column.toPx, height(column.waitLevel)),
                                  look.pattern);
            if (column.doneLevel > 0)
                m_narrowDone.add(m_done, band(column.fromPx, column.toPx, height(column.doneLevel)));
        }
    }

    // In real time: from above how much of the time it waited, and along the foot that something was done,
    // however little of the time that took.
    void layShares(const DensityColumn& column) {
        const QRectF whole = band(column.fromPx, column.toPx, m_barHeight);
        const double level = whole.height() / densityLevels;
        const int most = column.doneLevel > 0 ? densityLevels - 1 : densityLevels;
        const WaitLook look = lookOf(column.wait);
        if (column.waitLevel > 0)
            m_narrowWaits.add(
                look.tone, {whole.topLeft(), QSizeF(whole.width(), level * std::min(column.waitLevel, most))},
                look.pattern);
        if (column.doneLevel > 0)
            m_narrowDone.add(m_done, whole.adjusted(0, whole.height() - level, 0, 0));
    }

    // What was done lies on the waits.
    void layNarrow() {
        m_narrowWaits.layInto(m_picture);
        m_narrowDone.layInto(m_picture);
    }

    void layBar(const Bar& bar, const BarSpan& span) {
        if (span.hasWait())
            layWait(bar, shownPx(span.begin), shownPx(span.doneFrom));
        if (!span.hasCell() && (m_scope.isSteps() || bar.hasWaited()))
            return;
        layCell(bar, m_scope.axis.pxOf(span.doneFrom), m_scope.axis.pxOf(span.end));
    }

    static QRectF seamed(const QRectF& rect) { return rect.adjusted(seamPx, 0, -seamPx, 0); }

    // What, at what; where there is no room for both: at what.
    QStringList waitWords(const Bar& bar, bool isLong) const {
        const QString content = isLong ? m_scope.model.content(bar.event) : QString();
        const QStringList whats = waitTexts(bar.op, content);
        const QString object = m_scope.model.objectName(bar.event);
        if (object.isEmpty())
            return whats;
        QStringList texts;
        for (const QString& what : whats)
            texts << QStringLiteral("%1 \u00B7 %2").arg(what, object);
        texts << object << whats;
        return texts;
    }

    void layWait(const Bar& bar, double fromPx, double toPx) {
        if (toPx <= fromPx)
            return;
        const WaitLook look = lookOf(waitKindOf(bar.op));
        if (toPx - fromPx < leastSeamBarPx) {
            m_narrowWaits.add(look.tone, band(fromPx, toPx, m_barHeight), look.pattern);
            return;
        }
        const QRectF rect = seamed(band(fromPx, toPx, m_barHeight));
        m_picture.add(PictureFill{rect, look.tone, 3, look.pattern});
        if (rect.width() < 4 * textGapPx)
            return;
        const TextFit fit(m_scope.theme, Type::codeSmall);
        const double inside = rect.width() - 4 * textGapPx;
        QString text = fit.longest(waitWords(bar, rect.width() > leastStoryPx), inside);
        double left = rect.left() + textGapPx;
        // Who still waits has nothing behind it yet: words that are too long for the bar stand there.
        if (bar.isOpen() && isLast(bar)) {
            const double behind = rect.right() + m_scope.theme.size(Measure::gap);
            const QString all =
                fit.longest(waitWords(bar, true), m_scope.axis.rightPx() - behind - 4 * textGapPx);
            if (fit.width(all) > std::max(inside, fit.width(text))) {
                text = all;
                left = behind;
            }
        }
        if (text.isEmpty())
            return;
        const double height = std::min(fit.height() + 2, m_barHeight - 2);
        const QRectF chip(left, m_centre - height / 2, fit.width(text) + 2 * textGapPx, height);
        m_picture.add(PictureFill{chip, Tone::surface, 3});
        m_picture.add(PictureText{chip, text, Type::codeSmall, Tone::text});
    }

    void layCell(const Bar& bar, double fromPx, double toPx) {
        const double left = std::max(fromPx, m_scope.axis.leftPx);
        const double right = std::min(std::max(toPx, fromPx + leastCellPx), m_scope.axis.rightPx());
        if (right <= left)
            return;
        const Tone usual = toneOf(bar, m_isEndedByHeddle);
        const Tone tone = usual == Tone::running ? m_done : usual;
        if (right - left < leastSeamBarPx) {
            m_narrowDone.add(tone, band(left, right, m_cellHeight));
            return;
        }
        const QRectF rect = seamed(band(left, right, m_cellHeight));
        m_picture.add(PictureFill{rect, tone, double(m_scope.theme.size(Measure::corner))});
        const bool isCut = left > fromPx || right < toPx;
        if (isCut || rect.width() < 3 * textGapPx)
            return;
        const QString text = cellText(bar, rect.width() - textGapPx);
        if (!text.isEmpty())
            m_picture.add(PictureText{rect, text, Type::codeSmall, tone, Qt::AlignCenter, true});
    }

    // A content too long for the cell is cut as long as some of it is left.
    QString cellText(const Bar& bar, double widthPx) const {
        const TextFit fit(m_scope.theme, Type::codeSmall);
        if (bar.outcome == Outcome::killed)
            return fit.longest({m_isEndedByHeddle ? TimelineWords::tr("ended") : TimelineWords::tr("killed")},
                               widthPx);
        if (bar.phase == Phase::failed)
            return fit.longest(failedTexts(bar.op, bar.outcome) << cellTexts(bar.op, {}).last(), widthPx);
        const bool isWide = widthPx >= leastContentPx;
        const QString content = isWide ? m_scope.model.content(bar.event) : QString();
        const QString object = isWide ? m_scope.model.objectName(bar.event) : QString();
        QStringList texts = cellTexts(bar.op, content, object);
        const QString shortest = shortestWithContent(bar.op, content);
        if (!shortest.isEmpty() && widthPx < leastWordsPx)  // neighbours of one width say alike
            texts = {shortest, texts.last()};
        if (fit.width(shortest) > widthPx)
            if (const QString sign = shortest.left(1),
                cut = fit.cutContent(shortest.mid(1), widthPx - fit.width(sign));
                cut.size() > 1)
                return sign + cut;
        return fit.longest(texts, widthPx);
    }

    // A lane whose worker was killed ends with a cross, however far the view is zoomed out. How, stands under
    // its name.
    void layEnd() {
        if (!m_lane.hasDied || !m_scope.axis.shows(lifeEnd()))
            return;
        const double x = shownPx(lifeEnd()), arm = m_barHeight / 5;
        const QPointF c(std::min(x, m_scope.axis.rightPx() - arm - lineWidthPx), m_centre);
        layCross(m_picture, c, arm, m_isEndedByHeddle);
    }

    Picture& m_picture;
    const TimelineScope& m_scope;
    const Lane& m_lane;
    const double m_centre, m_cellHeight, m_barHeight;
    const Tone m_done;
    const bool m_isEndedByHeddle;
    ToneColumns m_narrowWaits, m_narrowDone;
};

}  // namespace

// All that is in a folded process, as thin marks in the line of its name.
void layFolded(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const TimelineAxis& axis = scope.axis;
    const double height = scope.tall(Measure::foldedHeight);
    const double top = scope.rowTop(row) + (row.height - height) / 2;
    ToneColumns marks;
    const auto& folded = scope.rows.foldedIn(row);
    const double pitch = height / static_cast<double>(std::max<std::size_t>(folded.size(), 1));
    for (std::size_t i = 0; i < folded.size(); ++i)
        for (const DensityColumn& column :
             densityOf(knownOf(scope, scope.model.lanes()[folded[i]]), axis.unit, axis.from, axis.to,
                       scope.runLength, axis.leftPx, axis.widthPx, densityColumnPx)) {
            const WaitLook look = column.doneLevel > column.waitLevel ? WaitLook{Tone::running, Pattern::none}
                                                                      : lookOf(column.wait);
            marks.add(look.tone,
                      {column.fromPx, top + pitch * static_cast<double>(i), column.toPx - column.fromPx,
                       std::max(pitch - 1, 1.0)},
                      look.pattern);
        }
    marks.layInto(picture);
    for (std::size_t i = 0; i < folded.size(); ++i)
        layFoldedEnds(picture, scope, scope.model.lanes()[folded[i]],
                      {axis.leftPx, top + pitch * static_cast<double>(i), axis.widthPx, pitch});
}

const BarTrack& knownOf(const TimelineScope& scope, const Lane& lane) {
    const bool isSteps = scope.isSteps();
    const bool isRead =
        !lane.ahead || scope.model.isReadTo(isSteps ? scope.axis.to : 0, isSteps ? 0 : scope.axis.to);
    return isRead ? static_cast<const BarTrack&>(lane) : *lane.ahead;
}

WaitLook lookOf(WaitKind wait) {
    switch (wait) {
    case WaitKind::none:
    case WaitKind::message:
        return {Tone::waitsMessage, Pattern::stripes};
    case WaitKind::lock:
        return {Tone::waitsLock, Pattern::counterStripes};
    case WaitKind::sleep:
        return {Tone::idle, Pattern::none};
    }
    return {Tone::waitsMessage, Pattern::stripes};
}

void layWorker(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    WorkerLane(picture, scope, row).lay();
}

}  // namespace heddle
