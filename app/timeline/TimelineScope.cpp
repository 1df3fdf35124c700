// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineScope.h"

#include "app/timeline/TextFit.h"
#include "app/timeline/TimelineWords.h"

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

namespace {

void layNothing(Picture& picture, const TimelineScope& scope) {
    picture.add(PictureText{scope.frame.lanes, TimelineWords::tr("Nothing has happened yet."), Type::body,
                            Tone::mutedText});
}

}  // namespace

Picture stillPicture(const TimelineScope& scope) {
    Picture picture;
    picture.add(PictureFill{scope.frame.all, Tone::surface});
    layGrid(picture, scope);
    for (const TimelineRow& row : scope.rows.rows) {
        if (!row.lane || !scope.isVisible(row))
            continue;
        const bool isWorker = scope.model.lanes()[*row.lane].kind == LaneKind::worker;
        (isWorker ? layWorker : layDepth)(picture, scope, row);
    }
    layArrows(picture, scope);
    if (scope.model.steps() == 0)
        layNothing(picture, scope);
    layNames(picture, scope);
    layHeader(picture, scope);
    return picture;
}

Picture movingPicture(const TimelineScope& scope) {
    Picture picture;
    layRuler(picture, scope);
    layCapsules(picture, scope);
    layHover(picture, scope);
    layMapView(picture, scope);
    return picture;
}

}  // namespace heddle
