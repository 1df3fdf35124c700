// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/BookmarkFlags.h"

namespace heddle {

namespace {

constexpr double polePx = 1.5;

double positionOf(const TimelineScope& scope, const TimelineBookmark& bookmark) {
    return scope.isSteps() ? bookmark.step : bookmark.ns;
}

// Above the ruler's numbers, as the head of the instant's line is.
QRectF clothOf(const TimelineScope& scope, const TimelineBookmark& bookmark) {
    const double gap = scope.theme.size(Measure::gap);
    return {scope.axis.pxOf(positionOf(scope, bookmark)), scope.frame.ruler.top() - gap, gap * 1.25, gap};
}

}  // namespace

void layBookmarks(Picture& picture, const TimelineScope& scope) {
    for (const TimelineBookmark& bookmark : scope.bookmarks) {
        if (!scope.axis.shows(positionOf(scope, bookmark)))
            continue;
        const QRectF cloth = clothOf(scope, bookmark);
        picture.add(
            PictureLine{cloth.topLeft(), {cloth.left(), scope.frame.ruler.bottom()}, Tone::bookmark, polePx});
        picture.add(PicturePolygon{
            QPolygonF({cloth.topLeft(), {cloth.right(), cloth.center().y()}, cloth.bottomLeft()}),
            Tone::bookmark});
    }
}

const TimelineBookmark* bookmarkAt(const TimelineScope& scope, const QPointF& point) {
    const double near = scope.theme.size(Measure::gap) / 2.0;
    for (auto bookmark = scope.bookmarks.rbegin(); bookmark != scope.bookmarks.rend(); ++bookmark) {
        QRectF flag = clothOf(scope, *bookmark);
        flag.setBottom(scope.frame.ruler.bottom());
        if (scope.axis.shows(positionOf(scope, *bookmark)) &&
            flag.adjusted(-near, -near, near, 0).contains(point))
            return &*bookmark;
    }
    return nullptr;
}

std::optional<double> bookmarkPxAt(const TimelineScope& scope, const QPointF& point) {
    const TimelineBookmark* bookmark = bookmarkAt(scope, point);
    const bool isOnCloth = bookmark && clothOf(scope, *bookmark).contains(point);
    return isOnCloth ? std::optional(scope.axis.pxOf(positionOf(scope, *bookmark))) : std::nullopt;
}

}  // namespace heddle
