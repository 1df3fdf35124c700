// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineScope.h"

#include "app/picture/TextFit.h"
#include "app/timeline/LaneCursor.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace heddle {

std::size_t TimelineScope::eventsBy(double position) const {
    const Trace* trace = model.trace().get();
    if (!trace || position < 0)
        return 0;
    if (!isSteps())
        return std::min(trace->firstAtOrAfter({static_cast<std::int64_t>(position) + 1}), model.size());
    const auto step = std::min(static_cast<std::int64_t>(std::floor(position)), model.steps());
    return step < 1 ? 0 : std::min(trace->indexOfStep(step) + 1, model.size());
}

const TimelineRow* TimelineScope::rowAt(double y) const {
    const double within = y - frame.lanes.top();
    const auto row = rows.rowAt(within < rows.pinnedHeight ? within : within + scrollPx);
    return row ? &rows.rows[*row] : nullptr;
}

namespace {

void layRow(Picture& picture, const TimelineScope& scope, const TimelineRow& row) {
    if (!row.lane)
        return layFolded(picture, scope, row);
    switch (scope.model.lanes()[*row.lane].kind) {
    case LaneKind::worker:
        layWorker(picture, scope, row);
        return layNested(picture, scope, row);
    case LaneKind::lock:
        return layLock(picture, scope, row);
    case LaneKind::queue:
    case LaneKind::pipe:
    case LaneKind::manager:
        return layDepth(picture, scope, row);
    }
}

// The pinned rows lie over those that scroll beneath them.
void layRows(Picture& picture, const TimelineScope& scope) {
    for (const TimelineRow& row : scope.rows.rows)
        if (!row.isPinned && scope.isVisible(row))
            layRow(picture, scope, row);
    if (scope.rows.pinnedHeight <= 0)
        return;
    QRectF pinned = scope.frame.lanes;
    pinned.setBottom(std::min(scope.pinnedBottom(), pinned.bottom()));
    picture.add(PictureFill{pinned, Tone::surface});
    for (const TimelineRow& row : scope.rows.rows)
        if (row.isPinned && scope.isVisible(row))
            layRow(picture, scope, row);
    picture.add(PictureLine{pinned.bottomLeft(), pinned.bottomRight(), Tone::border});
}

// Words, and the grounds that set them off from their bars.
bool isWords(const PictureItem& item) {
    const auto* fill = std::get_if<PictureFill>(&item);
    return std::holds_alternative<PictureText>(item) ||
           (fill && fill->tone == Tone::surface && fill->radius > 0);
}

// A few arrows lie over bars, that they can be followed, and below the words in them, that these can be read;
// but no word of a row that scrolls lies over a pinned one. Many would be a mat: they lie below the bars.
void layRowsAndArrows(Picture& picture, const TimelineScope& scope) {
    constexpr std::size_t mostOverBars = 8;
    const bool isMat = shownArrows(scope).messages.size() > mostOverBars;
    if (isMat)
        layArrows(picture, scope);
    const auto first = static_cast<std::ptrdiff_t>(picture.items.size());
    layRows(picture, scope);
    if (isMat)
        return;
    layArrows(picture, scope);
    if (scope.rows.pinnedHeight <= 0)
        std::stable_partition(picture.items.begin() + first, picture.items.end(), std::not_fn(isWords));
}

void layNothing(Picture& picture, const TimelineScope& scope) {
    const QString words =
        scope.model.isOver()
            ? TimelineWords::tr(
                  "Nothing was told: Heddle sees what a program that is built with its library does.")
            : TimelineWords::tr("Nothing has happened yet.");
    picture.add(PictureText{scope.frame.lanes, words, Type::body, Tone::mutedText});
}

}  // namespace

Picture stillPicture(const TimelineScope& scope) {
    Picture picture;
    picture.add(PictureFill{scope.frame.all, Tone::surface});
    layGrid(picture, scope);
    layRowsAndArrows(picture, scope);
    if (scope.model.steps() == 0)
        layNothing(picture, scope);
    layNames(picture, scope);
    layHeader(picture, scope);
    return picture;
}

Picture movingPicture(const TimelineScope& scope) {
    Picture picture;
    layCausality(picture, scope);
    layRange(picture, scope);
    layMarks(picture, scope);
    layRuler(picture, scope);
    laySelected(picture, scope);
    layQueued(picture, scope);
    layCapsules(picture, scope);
    layHover(picture, scope);
    layMapView(picture, scope);
    layLaneCursor(picture, scope);
    layLaneDrop(picture, scope);
    return picture;
}

}  // namespace heddle
