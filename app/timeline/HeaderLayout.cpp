// SPDX-License-Identifier: GPL-3.0-or-later
// What frames the lanes: the title line with its switch and legend.
#include "app/timeline/TextFit.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"

#include <QLocale>

#include <algorithm>
#include <vector>

namespace heddle {

namespace {

struct LegendEntry {
    QString text;
    Tone tone;
    Pattern pattern;
    bool isLine;
};

std::vector<LegendEntry> legendOf(const TimelineScope& scope) {
    std::vector<LegendEntry> entries{{TimelineWords::tr("done"), Tone::running, Pattern::none, false}};
    bool hasLock = false, hasSleep = false;
    for (const Lane& lane : scope.model.lanes()) {
        hasLock = hasLock || lane.waitedForLock;
        hasSleep = hasSleep || lane.hasSlept;
    }
    entries.push_back({TimelineWords::tr("waits"), Tone::waitsMessage, Pattern::stripes, false});
    if (hasLock)
        entries.push_back(
            {TimelineWords::tr("waits for a lock"), Tone::waitsLock, Pattern::counterStripes, false});
    if (hasSleep)
        entries.push_back({TimelineWords::tr("sleeps"), Tone::idle, Pattern::none, false});
    if (!scope.isSteps())
        return entries;
    if (scope.model.isHeld())
        entries.push_back({TimelineWords::tr("held"), Tone::heldLine, Pattern::none, true});
    else
        entries.push_back({TimelineWords::tr("runs"), Tone::runningLine, Pattern::none, true});
    return entries;
}

void layLegend(Picture& picture, const TimelineScope& scope) {
    const TextFit fit(scope.theme, Type::small);
    const double gap = scope.theme.size(Measure::gap), swatch = 22, middle = scope.frame.header.center().y();
    double right = scope.axis.rightPx() - gap;
    std::vector<LegendEntry> entries = legendOf(scope);
    std::reverse(entries.begin(), entries.end());
    for (const LegendEntry& entry : entries) {
        const double width = fit.width(entry.text), left = right - width - swatch - gap;
        if (left < scope.frame.filter.right() + gap)
            return;
        picture.add(PictureText{{right - width, scope.frame.header.top(), width, scope.frame.header.height()},
                                entry.text,
                                Type::small,
                                Tone::mutedText});
        if (entry.isLine)
            picture.add(PictureLine{{left, middle}, {left + swatch, middle}, entry.tone, 2.5});
        else
            picture.add(PictureFill{{left, middle - 6, swatch, 12}, entry.tone, 3, entry.pattern});
        right = left - 3 * gap;
    }
    const std::size_t oneOf = shownArrows(scope).oneOf;
    const QString said = TimelineWords::tr("1 of %1 arrows").arg(oneOf);
    const double left = right - fit.width(said);
    if (oneOf > 1 && left > scope.frame.filter.right() + gap)
        picture.add(PictureText{{left, scope.frame.header.top(), right - left, scope.frame.header.height()},
                                said,
                                Type::small,
                                Tone::mutedText});
}

void laySwitch(Picture& picture, const TimelineScope& scope) {
    const double radius = scope.theme.size(Measure::corner) + 1;
    const QRectF both = scope.frame.stepsSwitch.united(scope.frame.timeSwitch);
    picture.add(PictureFill{both, Tone::ground, radius});
    picture.add(PictureOutline{both, Tone::divider, radius, 1.5});
    const auto half = [&](const QRectF& rect, const QString& text, bool isChosen) {
        if (isChosen)
            picture.add(PictureFill{rect.adjusted(2, 2, -2, -2), Tone::accent, radius - 2});
        picture.add(
            PictureText{rect, text, Type::smallStrong, isChosen ? Tone::accentText : Tone::mutedText});
    };
    half(scope.frame.stepsSwitch, TimelineWords::tr("steps"), scope.isSteps());
    half(scope.frame.timeSwitch, TimelineWords::tr("real time"), !scope.isSteps());
}

void layHidden(Picture& picture, const TimelineScope& scope) {
    std::size_t hidden = 0;  // by hand, or by the filter
    for (std::size_t lane = 0; lane < scope.model.lanes().size(); ++lane)
        hidden += scope.rows.shows(lane) ? 0 : 1;
    if (hidden == 0)
        return;
    const double gap = scope.theme.size(Measure::gap);
    picture.add(PictureText{
        {gap, scope.frame.ruler.top(), scope.frame.names.width() - 2 * gap, scope.frame.ruler.height()},
        TimelineWords::tr("%1 hidden").arg(hidden),
        Type::small,
        Tone::mutedText,
        Qt::AlignRight | Qt::AlignVCenter});
}

}  // namespace

void layHeader(Picture& picture, const TimelineScope& scope) {
    const TimelineFrame& frame = scope.frame;
    picture.add(PictureFill{{0, 0, frame.all.width(), frame.lanes.top()}, Tone::surface});
    picture.add(
        PictureFill{{0, frame.lanes.bottom(), frame.all.width(), frame.all.bottom() - frame.lanes.bottom()},
                    Tone::surface});
    picture.add(PictureFill{{frame.lanes.right(), frame.lanes.top(), frame.all.right() - frame.lanes.right(),
                             frame.lanes.height()},
                            Tone::surface});
    picture.add(PictureText{
        {double(scope.theme.size(Measure::margin)), 0, frame.stepsSwitch.left(), frame.header.height()},
        TimelineWords::tr("Timeline"),
        Type::title,
        Tone::text,
        Qt::AlignLeft | Qt::AlignVCenter});
    laySwitch(picture, scope);
    layLegend(picture, scope);
    layHidden(picture, scope);
}

}  // namespace heddle
