// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/TextFit.h"
#include "app/timeline/Afloat.h"
#include "app/timeline/Capsules.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/RequestGeometry.h"
#include "app/timeline/TimelineWords.h"
#include "app/timeline/WordsLayer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double leastEventPx = 3;  // where events are nearer to each other, half as many arrows say enough
constexpr std::size_t mostColoured = 8;  // more ways are a mat; their capsules are there all the same
constexpr double headPx = 6, boldHeadPx = 12, boldWidthPx = 2.2;

enum class Weight : std::uint8_t { thin, bold };

// What is only under way is thin: many that rest in a queue would be a mat otherwise.
void layColoured(Picture& picture, const TimelineScope& scope, PictureCurve way, const Message& message,
                 Weight weight) {
    way.tone = Tone::accent;
    way.widthPx = weight == Weight::bold ? boldWidthPx : 1;
    way.headPx = !message.isReceived() ? 0 : weight == Weight::bold ? boldHeadPx : headPx;
    if (const auto cut = way.cutTo(scope.frame.lanes))
        picture.add(*cut);
}

void layColoured(Picture& picture, const TimelineScope& scope, const Message& message, Weight weight) {
    for (const PictureCurve& way : legsOf(message, scope))
        layColoured(picture, scope, way, message, weight);
}

// A message of a hidden lane has no way to be drawn; that it is there is told.
void layHiddenCount(Picture& picture, const TimelineScope& scope, std::size_t count) {
    if (count == 0)
        return;
    const QString number = QLocale().toString(static_cast<qulonglong>(count));
    const QString words = count == 1
                              ? TimelineWords::tr("1 message under way between hidden lanes")
                              : TimelineWords::tr("%1 messages under way between hidden lanes").arg(number);
    const TextFit fit(scope.theme, Type::small);
    const double gap = scope.theme.size(Measure::gap), height = fit.height() + gap / 2;
    const double width = std::min(fit.width(words) + 2 * gap, scope.axis.widthPx);
    const QRectF box(scope.axis.rightPx() - width, scope.frame.lanes.bottom() - height - gap / 4, width,
                     height);
    picture.add(PictureFill{box, Tone::selection, gap / 2});
    picture.add(PictureText{box, fit.elided(words, width - gap), Type::small, Tone::text});
}

void layArrow(Picture& picture, const TimelineScope& scope, PictureCurve way) {
    way.headPx = headPx;
    if (const auto cut = way.cutTo(scope.frame.lanes))
        picture.add(*cut);
}

}  // namespace

MessageFacts::Some shownOf(const MessageFacts& messages, const TimelineScope& scope) {
    const std::size_t from = scope.eventsBy(scope.axis.from), to = scope.eventsBy(scope.axis.to);
    const bool isCrowded = static_cast<double>(to - from) * leastEventPx > scope.axis.widthPx;
    return messages.withAnEndIn(from, to + 1, isCrowded ? mostArrows / 2 : mostArrows);
}

MessageFacts::Some shownArrows(const TimelineScope& scope) {
    return shownOf(scope.model.messages(), scope);
}

void layArrows(Picture& picture, const TimelineScope& scope) {
    for (const std::size_t number : shownArrows(scope).messages) {
        const Message& message = scope.model.messages().all()[number];
        if (message.isReceived() && hasBothEnds(message, scope))
            for (const PictureCurve& way : legsOf(message, scope))
                layArrow(picture, scope, way);
    }
    const auto& requests = scope.model.requests().all();
    for (const std::size_t number : shownRequests(scope).messages)
        if (const Message& request = requests[number]; request.isReceived())
            if (const auto way = requestWayOf(request, scope))
                layArrow(picture, scope, *way);
}

namespace {

// Requests and replies on their ways between a worker and a manager; those that are meant in colour.
void layRequests(Picture& picture, Capsules& capsules, const TimelineScope& scope) {
    const MessageFacts::Some some = requestsUnderWay(scope);
    const auto& requests = scope.model.requests().all();
    for (const std::size_t number : chosenRequests(scope))
        if (const auto way = requestWayOf(requests[number], scope))
            layColoured(picture, scope, *way, requests[number], Weight::bold);
    for (const std::size_t number : some.messages) {
        const auto way = requestWayOf(requests[number], scope);
        if (const auto place = way ? placeOnWay(*way, scope) : std::nullopt)
            capsules.place(requests[number], *place, some.oneOf);
    }
}

// While a file is read, what has been received by an instant ahead of that is not known.
bool isAheadOfReading(const TimelineScope& scope) {
    const auto& lanes = scope.model.lanes();
    return scope.moment.events > scope.model.size() &&
           std::any_of(lanes.begin(), lanes.end(), [](const Lane& lane) { return lane.ahead.has_value(); });
}

}  // namespace

void layCapsules(Picture& ways, Picture& front, const TimelineScope& scope, const Picture& still) {
    if (isAheadOfReading(scope))
        return;
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.settled, scope.model.size());
    const Afloat afloat = afloatAt(scope);
    Capsules capsules(scope);
    for (const std::size_t number : afloat.riding) {
        const Message& message = messages.all()[number];
        if (afloat.riding.size() <= mostColoured)
            layColoured(ways, scope, message, Weight::thin);
        capsules.place(message, placeNow(message, scope).value_or(QPointF()), afloat.oneOf);
    }
    for (const auto& [lane, count] : afloat.lying)
        capsules.placeLying(lane, count);
    for (const std::size_t number : chosenMessages(scope)) {
        const Message& message = messages.all()[number];
        if (!hasBothEnds(message, scope))
            continue;
        layColoured(ways, scope, message, Weight::bold);
        if (!progressOf(message, scope.moment))  // not sent yet, or received: only where it would be
            capsules.placeGhost(message, placeOf(message, scope, message.sent >= events ? 0 : 1));
    }
    layRequests(ways, capsules, scope);
    if (!scope.causality)  // which veils them
        layWordsOverCurves(ways, still, scope.frame.lanes);
    capsules.lay(front, still);
    layHiddenCount(front, scope, afloat.hidden);
}

}  // namespace heddle
