// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineScope.h"

#include "app/picture/TextFit.h"
#include "app/timeline/LaneCursor.h"
#include "app/timeline/TimelineWords.h"
#include "app/timeline/WordsLayer.h"

#include <algorithm>
#include <cmath>

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

void layRowsOf(Picture& picture, const TimelineScope& scope, bool isPinned) {
    for (const TimelineRow& row : scope.rows.rows)
        if (row.isPinned == isPinned && scope.isVisible(row))
            layRow(picture, scope, row);
}

// Arrows lie over bars, that they can be followed, and below whatever has words, that these can be read; many
// would be a mat: they lie below all bars. The pinned rows lie over those that scroll beneath them.
void layRowsAndArrows(Picture& picture, const TimelineScope& scope) {
    constexpr std::size_t mostOverBars = 8;
    const bool isMat = shownArrows(scope).messages.size() > mostOverBars;
    if (isMat)
        layArrows(picture, scope);
    QRectF pinned = scope.frame.lanes;
    pinned.setBottom(std::min(scope.pinnedBottom(), pinned.bottom()));
    std::size_t first = picture.items.size();
    layRowsOf(picture, scope, false);
    std::vector<PictureItem> words = takeWords(picture, first, pinned);
    if (scope.rows.pinnedHeight > 0) {
        picture.add(PictureFill{pinned, Tone::surface});
        first = picture.items.size();
        layRowsOf(picture, scope, true);
        for (PictureItem& item : takeWords(picture, first, {}))
            words.push_back(std::move(item));
        picture.add(PictureLine{pinned.bottomLeft(), pinned.bottomRight(), Tone::border});
    }
    if (!isMat)
        layArrows(picture, scope);
    for (PictureItem& item : words)
        picture.add(std::move(item));
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

Picture movingPicture(const TimelineScope& scope, const Picture& still) {
    Picture picture, front;
    layCausality(picture, scope);
    layRange(front, scope);
    layMarks(front, scope);
    layRuler(front, scope);
    laySelected(front, scope);
    layQueued(front, scope);
    layCapsules(picture, front, scope, still);
    layHover(front, scope);
    layMapView(front, scope);
    layLaneCursor(front, scope);
    layLaneDrop(front, scope);
    for (PictureItem& item : front.items)
        picture.add(std::move(item));
    return picture;
}

}  // namespace heddle
