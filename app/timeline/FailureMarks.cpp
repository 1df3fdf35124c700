// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/FailureMarks.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr double pinPx = 2, headPx = 8, headHeightPx = 3;  // its line's width; its head
constexpr double reachPx = 3;                              // beyond the strip, above and below
constexpr double gapPx = 4;                                // pins nearer to each other are one

}  // namespace

void layFailurePin(std::vector<QRectF>& rects, double px, const QRectF& strip) {
    const double reach = std::min(reachPx, strip.height() / 4);
    const double head = std::min(headPx, strip.height()), headHeight = std::min(headHeightPx, reach);
    const double left = std::clamp(px - pinPx, strip.left(), std::max(strip.left(), strip.right() - pinPx));
    const double headLeft =
        std::clamp(left + pinPx / 2 - head / 2, strip.left(), std::max(strip.left(), strip.right() - head));
    rects.emplace_back(left, strip.top() - reach, pinPx, strip.height() + 2 * reach);
    rects.emplace_back(headLeft, strip.top() - reach, std::min(head, strip.width()), headHeight);
}

void layFailures(Picture& picture, const TimelineAxis& axis, double now, const BarTrack& track,
                 const QRectF& strip) {
    const auto endOf = [&](std::size_t bar) { return spanOf(track.bars[bar], axis.unit, now).end; };
    const auto firstFrom = [&](double position) {
        return std::partition_point(track.troubles.begin(), track.troubles.end(),
                                    [&](std::size_t bar) { return endOf(bar) < position; });
    };
    PictureColumns pins{{}, Tone::trouble};
    for (auto next = firstFrom(axis.from); next != track.troubles.end() && endOf(*next) <= axis.to;) {
        const double px = axis.pxOf(endOf(*next));
        layFailurePin(pins.rects, px, strip);
        next = std::max(next + 1, firstFrom(axis.positionAt(px + gapPx)));
    }
    if (!pins.rects.empty())
        picture.add(std::move(pins));
}

bool hasFailures(const TimelineScope& scope) {
    const auto fails = [&](const Lane& lane) {
        if (lane.shownFrom > scope.choice.depth())
            return false;
        bool any = !lane.troubles.empty();
        for (std::size_t level = 0; level < scope.choice.nestedLevels(lane.shownFrom); ++level)
            any = any || !lane.nested[level].troubles.empty();
        return any;
    };
    return std::any_of(scope.model.lanes().begin(), scope.model.lanes().end(), fails);
}

}  // namespace heddle
