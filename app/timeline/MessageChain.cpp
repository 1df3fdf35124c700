// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageChain.h"

#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TimelineHit.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double nearArrowPx = 5;
constexpr std::size_t mostLookedAt = 2000;  // capsules, or messages after or before one
constexpr double linePx = 3;

std::optional<std::size_t> capsuleAt(const TimelineScope& scope, const QPointF& point) {
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.events, scope.model.size());
    const double half = scope.theme.size(Measure::capsuleHeight) / 2.0;
    for (const std::size_t number : messages.underWay(events, events, mostLookedAt).messages) {
        if (!hasBothEnds(messages.all()[number], scope))
            continue;
        const auto place = placeNow(messages.all()[number], scope);
        const QPointF off = place.value_or(QPointF()) - point;
        if (place && std::abs(off.x()) <= half * 1.3 && std::abs(off.y()) <= half)
            return number;
    }
    return std::nullopt;
}

std::optional<std::size_t> arrowAt(const TimelineScope& scope, const QPointF& point) {
    for (const std::size_t number : shownArrows(scope).messages) {
        const Message& message = scope.model.messages().all()[number];
        if (!message.isReceived() || !hasBothEnds(message, scope))
            continue;
        for (const PictureCurve& way : legsOf(message, scope))
            if (point.x() >= way.from.x() && point.x() <= way.to.x() &&
                std::abs(way.at(way.whereX(point.x())).y() - point.y()) <= nearArrowPx)
                return number;
    }
    return std::nullopt;
}

// Is a point where a lane's cells are, and not only in the room between them and the next lane's?
bool isOnBars(const TimelineScope& scope, const QPointF& point) {
    const TimelineRow* row = scope.rowAt(point.y());
    if (!row || !row->lane)
        return false;
    const double below = point.y() - scope.rowCentre(*row);
    return std::abs(below) <= scope.theme.size(Measure::cellHeight) / 2.0 || below > row->ownHeight() / 2;
}

// The first that goes from `from` to `to` of those sent after an event, before `from` receives another.
std::optional<std::size_t> answerTo(const MessageFacts& messages, const Message& asked) {
    const auto& all = messages.all();
    if (!asked.isReceived() || asked.from == asked.to)
        return std::nullopt;
    const auto first = std::partition_point(all.begin(), all.end(),
                                            [&](const Message& m) { return m.sent <= asked.received; });
    const auto from = static_cast<std::size_t>(first - all.begin());
    for (std::size_t i = from; i < std::min(all.size(), from + mostLookedAt); ++i)
        if (all[i].from == asked.to)
            return all[i].isReceived() && all[i].to == asked.from ? std::optional(i) : std::nullopt;
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> messageAt(const TimelineScope& scope, const QPointF& point) {
    if (!scope.frame.lanes.contains(point))
        return std::nullopt;
    if (const auto capsule = capsuleAt(scope, point))
        return capsule;
    if (const auto event = eventAt(scope, point))
        return scope.model.messages().ofEvent(*event);
    return arrowAt(scope, point);
}

std::optional<std::size_t> eventMeantAt(const TimelineScope& scope, const QPointF& point) {
    if (!scope.frame.lanes.contains(point))
        return std::nullopt;
    const auto senderOf = [&](std::size_t message) { return scope.model.messages().all()[message].sent; };
    if (const auto capsule = capsuleAt(scope, point))
        return senderOf(*capsule);
    const auto event = eventAt(scope, point);
    if (event && isOnBars(scope, point))
        return event;
    const auto arrow = arrowAt(scope, point);
    return arrow ? std::optional(senderOf(*arrow)) : event;
}

std::vector<std::size_t> chainOf(const MessageFacts& messages, std::size_t message) {
    const Message& told = messages.all()[message];
    for (std::size_t i = message; i-- > 0 && message - i < mostLookedAt;) {
        if (messages.all()[i].to != told.from || messages.all()[i].received > told.sent)
            continue;
        if (answerTo(messages, messages.all()[i]) == message)
            return {message, i};
        break;
    }
    const auto answer = answerTo(messages, told);
    return answer ? std::vector<std::size_t>{message, *answer} : std::vector<std::size_t>{message};
}

QString messageWords(const TimelineScope& scope, std::size_t number) {
    const Message& message = scope.model.messages().all()[number];
    const QString content = scope.model.content(message.sent);
    const auto at = [&](std::int64_t step, std::int64_t ns) {
        return scope.isSteps() ? TimelineWords::tr("at step %1").arg(step)
                               : TimelineWords::tr("at %1").arg(timeLabel(static_cast<double>(ns), 1000));
    };
    const QString sender = scope.model.laneName(message.from),
                  through = scope.model.laneName(message.through);
    if (!message.isReceived())
        return TimelineWords::tr("%1: sent by %2 %3, still in %4")
            .arg(content, sender, at(message.sentStep, message.sentNs), through);
    return TimelineWords::tr("%1: sent by %2 %3, through %4, taken by %5 %6")
        .arg(content, sender, at(message.sentStep, message.sentNs), through, scope.model.laneName(message.to),
             at(message.receivedStep, message.receivedNs));
}

// How long the hovered message, and what belongs to it, lay in the lanes of their objects.
void layQueued(Picture& picture, const TimelineScope& scope) {
    if (!scope.hovered)
        return;
    for (const std::size_t number : chainOf(scope.model.messages(), *scope.hovered)) {
        const Message& message = scope.model.messages().all()[number];
        if (!scope.rows.shows(message.through) || !scope.isVisible(scope.rows.ofLane(message.through)))
            continue;
        const TimelineRow& row = scope.rows.ofLane(message.through);
        if (!hasBothEnds(message, scope))
            continue;
        const PictureCurve way = wayOf(message, scope);
        const double from = std::max(way.from.x(), scope.axis.leftPx);
        const double to = std::min(way.to.x(), scope.axis.rightPx());
        const double y = std::min(scope.rowTop(row) + row.height - linePx, scope.frame.lanes.bottom());
        if (to > from && y > scope.frame.lanes.top())
            picture.add(PictureLine{{from, y}, {to, y}, Tone::accent, linePx});
    }
}

}  // namespace heddle
