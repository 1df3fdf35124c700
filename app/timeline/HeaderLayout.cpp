// SPDX-License-Identifier: GPL-3.0-or-later
// What frames the lanes: the title line with its switch and legend.
#include "app/picture/TextFit.h"
#include "app/timeline/CausalBounds.h"
#include "app/timeline/FailureMarks.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/RequestGeometry.h"
#include "app/timeline/TimelineScope.h"
#include "app/timeline/TimelineWords.h"
#include "core/world/Causality.h"

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
    double opacity = 1;
    bool isPin = false;
    bool isDashed = false;
};

constexpr double swatchPx = 22;

QString countOf(std::size_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

// As the lanes are underlined then, and faded; what states look like one knows by then.
std::vector<LegendEntry> legendOfCausality(const TimelineScope& scope) {
    const CausalCounts counts = causalCountsOf(scope);
    const Causality& causality = *scope.causality;
    LegendEntry before{TimelineWords::tr("%1 before it").arg(countOf(counts.before)), Tone::accent,
                       Pattern::none, true};
    LegendEntry after{TimelineWords::tr("%1 after it").arg(countOf(counts.after)), Tone::accent,
                      Pattern::none, true};
    after.isDashed = true;
    if (const std::size_t size = causality.size(); causality.heard() < size)
        after.text = TimelineWords::tr("%1 % read").arg(100 * causality.heard() / size);
    return {before,
            {TimelineWords::tr("%1 in either order").arg(countOf(counts.either)), Tone::running,
             Pattern::none, false, 0.28},
            after};
}

std::vector<LegendEntry> legendOf(const TimelineScope& scope) {
    if (scope.causality)
        return legendOfCausality(scope);
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
    if (hasFailures(scope))
        entries.push_back({TimelineWords::tr("failed"), Tone::trouble, Pattern::none, false, 1, true});
    for (const Depth depth : {Depth::library, Depth::system})
        if (depth <= scope.choice.depth())
            entries.push_back(
                {depth == Depth::library ? TimelineWords::tr("library") : TimelineWords::tr("system"),
                 toneOf(depth), Pattern::none, false});
    if (!scope.isSteps())
        entries.push_back(
            {TimelineWords::tr("running"), Tone::running, Pattern::none, false, runningOpacity});
    if (!scope.isSteps() && scope.model.isHeld())
        entries.push_back({TimelineWords::tr("held"), Tone::held, Pattern::dots, false});
    if (scope.isSteps() && scope.model.isHeld())
        entries.push_back({TimelineWords::tr("held"), Tone::heldLine, Pattern::none, true});
    if (scope.isSteps() && (scope.model.hasRunFreely() || !scope.model.isHeld()))
        entries.push_back({TimelineWords::tr("running"), Tone::runningLine, Pattern::none, true});
    return entries;
}

double gapBetween(const TimelineScope& scope) {
    return 2 * scope.theme.size(Measure::gap);
}

double entryWidth(const TimelineScope& scope, const LegendEntry& entry) {
    return swatchPx + scope.theme.size(Measure::gap) * 0.75 +
           TextFit(scope.theme, Type::small).width(entry.text);
}

void layEntry(Picture& picture, const LegendEntry& entry, const QRectF& rect) {
    const double left = rect.left(), middle = rect.center().y();
    if (entry.isPin) {
        PictureColumns pin{{}, entry.tone};
        layFailurePin(pin.rects, left + swatchPx / 2, {left, middle - 6, swatchPx, 12});
        picture.add(std::move(pin));
    } else if (entry.isLine)
        picture.add(PictureLine{{left, middle}, {left + swatchPx, middle}, entry.tone, 2.5, entry.isDashed});
    else
        picture.add(
            PictureFill{{left, middle - 6, swatchPx, 12}, entry.tone, 3, entry.pattern, entry.opacity});
    picture.add(PictureText{rect.adjusted(swatchPx, 0, 0, 0), entry.text, Type::small, Tone::mutedText,
                            Qt::AlignRight | Qt::AlignVCenter});
}

double entriesWidth(const TimelineScope& scope, const std::vector<LegendEntry>& entries) {
    double width = 0;
    for (const LegendEntry& entry : entries)
        width += (width > 0 ? gapBetween(scope) : 0) + entryWidth(scope, entry);
    return width;
}

// Of those that would be drawn, how many have an end in a lane that is not shown. `hasWay` asks that of one.
template <class HasWay>
std::size_t hiddenOf(const MessageFacts& messages, const MessageFacts::Some& some, HasWay hasWay) {
    const auto hidden = std::count_if(some.messages.begin(), some.messages.end(), [&](std::size_t number) {
        const Message& message = messages.all()[number];
        return message.isReceived() && !hasWay(message);
    });
    return static_cast<std::size_t>(hidden) * some.oneOf;
}

// Why arrows are not drawn where there is room for them: an end of them is in a lane that is not shown.
QString leftOutWords(const TimelineScope& scope) {
    const MessageFacts::Some arrows = shownArrows(scope), requests = shownRequests(scope);
    const std::size_t hidden =
        hiddenOf(scope.model.messages(), arrows, [&](const Message& m) { return hasBothEnds(m, scope); }) +
        hiddenOf(scope.model.requests(), requests,
                 [&](const Message& m) { return requestWayOf(m, scope).has_value(); });
    if (hidden == 0)
        return {};
    if (hidden == 1)
        return TimelineWords::tr("1 arrow of hidden lanes");
    const int count = static_cast<int>(hidden);
    return std::max(arrows.oneOf, requests.oneOf) > 1
               ? TimelineWords::tr("about %Ln arrows of hidden lanes", nullptr, count)
               : TimelineWords::tr("%Ln arrows of hidden lanes", nullptr, count);
}

// From the right; where there is no room for all, the first, which say the most, stay. What is not drawn is
// said before all that only explains.
void layLegend(Picture& picture, const TimelineScope& scope) {
    const TextFit fit(scope.theme, Type::small);
    const QRectF& legend = scope.frame.legend;
    const QString said = fit.elided(leftOutWords(scope), legend.width());
    const double saidRoom = said.isEmpty() ? 0 : fit.width(said) + gapBetween(scope);
    std::vector<LegendEntry> entries = legendOf(scope);
    while (!entries.empty() && entriesWidth(scope, entries) > legend.width() - saidRoom)
        entries.pop_back();
    double left = legend.right() - entriesWidth(scope, entries);
    const double saidRight = entries.empty() ? legend.right() : left - gapBetween(scope);
    if (!said.isEmpty())
        picture.add(PictureText{{saidRight - fit.width(said), legend.top(), fit.width(said), legend.height()},
                                said,
                                Type::small,
                                Tone::mutedText});
    for (const LegendEntry& entry : entries) {
        layEntry(picture, entry, {left, legend.top(), entryWidth(scope, entry), legend.height()});
        left += entryWidth(scope, entry) + gapBetween(scope);
    }
}

// Where nothing can be clicked: on which of both it is.
void layAxisName(Picture& picture, const TimelineScope& scope) {
    picture.add(PictureText{scope.frame.stepsSwitch.united(scope.frame.timeSwitch),
                            scope.isSteps() ? TimelineWords::tr("steps") : TimelineWords::tr("real time"),
                            Type::small, Tone::mutedText, Qt::AlignLeft | Qt::AlignVCenter});
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

// How many lanes cannot be seen: above and below what is in view, hidden by hand or by the filter.
struct OutOfSight {
    int above = 0, below = 0, hidden = 0;
};

OutOfSight outOfSight(const TimelineScope& scope) {
    OutOfSight lanes;
    for (std::size_t lane = 0; lane < scope.model.lanes().size(); ++lane)
        if (scope.model.lanes()[lane].shownFrom <= scope.choice.depth())
            lanes.hidden += scope.rows.shows(lane) ? 0 : 1;
    for (const TimelineRow& row : scope.rows.rows) {
        if (row.isPinned || (!row.lane && !scope.choice.isFolded(row.process)))
            continue;
        const double middle = scope.rowCentre(row);
        lanes.above += middle < scope.pinnedBottom() ? 1 : 0;
        lanes.below += middle > scope.frame.lanes.bottom() ? 1 : 0;
    }
    return lanes;
}

// In the column of the names, above and below them, where they lie over none.
void layOutOfSight(Picture& picture, const TimelineScope& scope) {
    const OutOfSight lanes = outOfSight(scope);
    const double gap = scope.theme.size(Measure::gap);
    const TextFit fit(scope.theme, Type::smallStrong), plain(scope.theme, Type::small);
    double right = scope.frame.names.right() - gap / 2;
    const auto box = [&](const QString& words, double top, double bottom) {
        const double width = std::min(fit.width(words) + 1.5 * gap, right - gap / 2);
        const QRectF rect(right - width, top, width, bottom - top);
        picture.add(PictureFill{rect, Tone::selection, gap / 2});
        picture.add(PictureText{rect, fit.elided(words, width), Type::smallStrong, Tone::text});
        right = rect.left() - gap / 2;
    };
    if (lanes.below > 0)
        box(TimelineWords::tr("\u25BC %Ln more", nullptr, lanes.below), scope.frame.lanes.bottom() + 1,
            scope.frame.map.top() + gap);
    right = scope.frame.names.right() - gap / 2;
    if (lanes.above > 0)
        box(TimelineWords::tr("\u25B2 %Ln more", nullptr, lanes.above), scope.frame.ruler.top() + 2,
            scope.frame.ruler.bottom() - 2);
    if (lanes.hidden == 0)
        return;
    const QString number = QLocale().toString(lanes.hidden);
    const QRectF room(gap, scope.frame.ruler.top(), right - gap / 2 - gap, scope.frame.ruler.height());
    picture.add(PictureText{
        room, plain.elided(TimelineWords::tr("%1 hidden").arg(number), room.width(), Qt::ElideRight),
        Type::small, Tone::mutedText, Qt::AlignRight | Qt::AlignVCenter});
}

}  // namespace

double legendWidth(const TimelineScope& scope) {
    return entriesWidth(scope, legendOf(scope));
}

void layHeader(Picture& picture, const TimelineScope& scope) {
    const TimelineFrame& frame = scope.frame;
    picture.add(PictureFill{{0, 0, frame.all.width(), frame.lanes.top()}, Tone::surface});
    picture.add(
        PictureFill{{0, frame.lanes.bottom(), frame.all.width(), frame.all.bottom() - frame.lanes.bottom()},
                    Tone::surface});
    picture.add(PictureFill{{frame.lanes.right(), frame.lanes.top(), frame.all.right() - frame.lanes.right(),
                             frame.lanes.height()},
                            Tone::surface});
    picture.add(PictureText{{double(scope.theme.size(Measure::margin)), 0, frame.stepsSwitch.left(),
                             double(scope.theme.size(Measure::headerHeight))},
                            TimelineWords::tr("Timeline"),
                            Type::title,
                            Tone::text,
                            Qt::AlignLeft | Qt::AlignVCenter});
    scope.isOnScreen ? laySwitch(picture, scope) : layAxisName(picture, scope);
    layLegend(picture, scope);
    layOutOfSight(picture, scope);
}

}  // namespace heddle
