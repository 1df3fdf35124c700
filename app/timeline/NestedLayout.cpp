// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker's operations consist of, one strip for each depth below them.
#include "app/models/OpMarks.h"
#include "app/picture/TextFit.h"
#include "app/timeline/BarPlace.h"
#include "app/timeline/FailureMarks.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double densityColumnPx = 2, seamPx = 1, leastSeamPx = 5, leastCellPx = 1, textGapPx = 3;
class Strip {
public:
    Strip(Picture& picture, const TimelineScope& scope, const BarTrack& track, const QRectF& rect, Tone tone)
        : m_picture(picture), m_scope(scope), m_track(track), m_rect(rect), m_tone(tone) {}

    void lay() {
        if (isDense(m_scope, m_track)) {
            layDensity();
            return layPins();
        }
        const TimelineAxis& axis = m_scope.axis;
        const BarRange range = barsBetween(m_track.bars, axis.unit, axis.from, axis.to, m_scope.runLength);
        for (std::size_t i = range.first; i < range.last; ++i)
            layBar(m_track.bars[i], spanAt(m_scope, m_track, i, true));
        for (PictureColumns* columns : {&m_waits, &m_done})
            if (!columns->rects.empty())
                m_picture.add(std::move(*columns));
        layPins();
    }

private:
    void layPins() { layFailures(m_picture, m_scope.axis, m_scope.runLength, m_track, m_rect); }

    void layDensity() {
        const TimelineAxis& axis = m_scope.axis;
        for (const DensityColumn& column :
             densityOf(m_track, axis.unit, axis.from, axis.to, m_scope.runLength, axis.leftPx, axis.widthPx,
                       densityColumnPx))
            (column.doneLevel > column.waitLevel ? m_done : m_waits)
                .rects.push_back(band(column.fromPx, column.toPx));
        m_picture.add(std::move(m_waits));
        m_picture.add(std::move(m_done));
    }

    QRectF band(double fromPx, double toPx) const {
        return {fromPx, m_rect.top(), toPx - fromPx, m_rect.height()};
    }
    double shownPx(double position) const {
        return std::clamp(m_scope.axis.pxOf(position), m_scope.axis.leftPx, m_scope.axis.rightPx());
    }

    void layBar(const Bar& bar, const BarSpan& span) {
        const double begin = shownPx(span.begin), doneFrom = shownPx(span.doneFrom), end = shownPx(span.end);
        if (doneFrom > begin)
            layPart(bar, begin, doneFrom, true);
        if (span.hasCell() && end >= doneFrom && m_scope.axis.shows(span.end))
            layPart(bar, doneFrom, std::max(end, doneFrom + leastCellPx), false);
    }

    void layPart(const Bar& bar, double fromPx, double toPx, bool isWait) {
        if (toPx - fromPx < leastSeamPx) {
            (isWait ? m_waits : m_done).rects.push_back(band(fromPx, toPx));
            return;
        }
        const Tone tone = isWait ? Tone::waitsMessage : bar.isTrouble() ? Tone::trouble : m_tone;
        const QRectF rect = band(fromPx, toPx).adjusted(seamPx, 0, -seamPx, 0);
        m_picture.add(PictureFill{rect, tone, 2, isWait ? Pattern::stripes : Pattern::none});
        if (isWait)
            return;
        const TextFit fit(m_scope.theme, Type::codeSmall);
        const QString text = fit.longest(
            cellTexts(bar.op, m_scope.model.content(bar.event), m_scope.model.objectName(bar.event)),
            rect.width() - textGapPx);
        if (!text.isEmpty())
            m_picture.add(PictureText{rect, text, Type::codeSmall, tone, Qt::AlignCenter, true});
    }

    Picture& m_picture;
    const TimelineScope& m_scope;
    const BarTrack& m_track;
    const QRectF m_rect;
    const Tone m_tone;
    PictureColumns m_waits{{}, Tone::waitsMessage, Pattern::stripes}, m_done{{}, m_tone};
};

}  // namespace

Tone toneOf(Depth depth) {
    return depth == Depth::program ? Tone::running : depth == Depth::library ? Tone::idle : Tone::system;
}

void layNested(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    const Lane& lane = scope.model.lanes()[*row.lane];
    for (std::size_t level = 0; level < scope.choice.nestedLevels(lane.shownFrom); ++level)
        if (!lane.nested[level].bars.empty())
            Strip(picture, scope, lane.nested[level], stripOf(scope, row, level + 1),
                  toneOf(static_cast<Depth>(static_cast<std::size_t>(lane.shownFrom) + level + 1)))
                .lay();
}

}  // namespace heddle
