// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/RequestGeometry.h"

#include "app/timeline/BarPlace.h"
#include "app/timeline/MessageChain.h"
#include "app/timeline/MessageGeometry.h"

#include <algorithm>

namespace heddle {

namespace {

// Among steps: what is part of one has no place of its own, so it leaves the client ahead of the middle of
// its first column and comes back behind that of its last.
constexpr double besideMiddle = 0.2;
constexpr std::size_t mostLookedAt = 2000;  // requests ahead of an operation's last event

std::optional<PictureCurve> betweenCells(const Message& message, const TimelineScope& scope) {
    if (!message.isReceived() || message.from == message.to)
        return std::nullopt;
    const QRectF sent = cellOf(scope, message.sent), received = cellOf(scope, message.received);
    if (sent.isNull() || received.isNull())
        return std::nullopt;
    const bool isDown = received.top() > sent.top();
    const QPointF from(sent.center().x(), isDown ? sent.bottom() : sent.top());
    // Cells that share a step's column have no order between lanes: an arrow never goes back.
    const double x = std::clamp(std::max(from.x(), received.center().x()), received.left(), received.right());
    const QPointF to(x, isDown ? received.top() : received.bottom());
    return curveBetween(from, to);
}

std::size_t clientOf(const Message& message) {
    return message.isReply ? message.to : message.from;
}

// That of the operation that asked.
std::optional<Bar> barOf(const TraceModel& model, const Message& message) {
    const auto& bars = model.lanes()[clientOf(message)].bars;
    const auto bar =
        std::partition_point(bars.begin(), bars.end(), [&](const Bar& b) { return b.event < message.sent; });
    return bar == bars.end() ? std::nullopt : std::optional(*bar);
}

struct Stretch {
    double from, to;  // positions
};

// Whoever asks waits for the reply: the bar that it is part of tells more of its steps than the message.
Stretch stretchOf(const Message& message, const TimelineScope& scope) {
    const double now = scope.moment.axis == scope.axis.unit ? scope.moment.position : scope.axis.to;
    if (!scope.isSteps()) {
        const double from = static_cast<double>(message.sentNs);
        const double to = message.isReceived() ? static_cast<double>(message.receivedNs) : now;
        return {from, std::max(from, to)};
    }
    const std::optional<Bar> bar = barOf(scope.model, message);
    const double first = static_cast<double>(bar ? bar->firstStep : message.sentStep) - 0.5;
    if (!message.isReply) {
        const double from = first - besideMiddle;
        const double to = message.isReceived() ? static_cast<double>(message.receivedStep - 1) : now;
        return {from, std::max(from, to)};
    }
    const double from = std::max(static_cast<double>(message.sentStep - 1), first);
    const bool isTaken = message.isReceived() && bar && !bar->isOpen();
    const double to = isTaken ? static_cast<double>(bar->lastStep) - 0.5 + besideMiddle : now;
    return {from, std::max(from, to)};
}

std::optional<PictureCurve> toManagersLane(const Message& message, const TimelineScope& scope) {
    const std::size_t client = clientOf(message);
    if (!scope.rows.shows(client) || !scope.rows.shows(message.through))
        return std::nullopt;
    const double half = scope.tall(Measure::cellHeight) / 2.0;
    const double asks = scope.laneCentre(client), served = scope.laneCentre(message.through);
    const double side = served < asks ? -1 : 1;
    const Stretch stretch = stretchOf(message, scope);
    const QPointF atClient(0, asks + side * half), atManager(0, served - side * half);
    QPointF from = message.isReply ? atManager : atClient, to = message.isReply ? atClient : atManager;
    from.setX(scope.axis.pxOf(stretch.from));
    to.setX(scope.axis.pxOf(stretch.to));
    return curveBetween(from, to);
}

}  // namespace

std::optional<PictureCurve> requestWayOf(const Message& message, const TimelineScope& scope) {
    std::optional<PictureCurve> way;
    if (scope.choice.depth() >= Depth::library)
        way = betweenCells(message, scope);
    if (!way)
        way = toManagersLane(message, scope);
    if (way)
        way->dash = message.isReply ? Dash::dashes : Dash::none;
    return way;
}

std::optional<QPointF> placeOnWay(const PictureCurve& way, const TimelineScope& scope) {
    if (scope.moment.axis != scope.axis.unit)
        return std::nullopt;
    const double now = scope.axis.pxOf(scope.moment.position);
    if (now < way.from.x() || now > way.to.x() || way.to.x() <= way.from.x())
        return std::nullopt;
    return way.at(way.whereX(now));
}

std::optional<std::size_t> operationOf(const TraceModel& model, const Message& request) {
    const std::optional<Bar> bar = barOf(model, request);
    return bar ? std::optional(bar->event) : std::nullopt;
}

std::optional<std::size_t> requestWithin(const TraceModel& model, std::size_t event) {
    const auto lane = event < model.size() ? model.laneOf(model.trace()->event(event).worker) : std::nullopt;
    const auto& all = model.requests().all();
    const auto behind =
        std::partition_point(all.begin(), all.end(), [&](const Message& m) { return m.sent < event; });
    std::optional<std::size_t> first;
    const auto from = static_cast<std::size_t>(behind - all.begin());
    for (std::size_t i = from; i-- > 0 && from - i < mostLookedAt;) {
        if (all[i].isReply || all[i].from != lane)
            continue;
        if (operationOf(model, all[i]) != event)
            break;
        first = i;
    }
    return first;
}

std::vector<std::size_t> chosenRequests(const TimelineScope& scope) {
    const MessageFacts& requests = scope.model.requests();
    if (scope.hovered && scope.hovered->isRequest)
        return chainOf(requests, scope.hovered->number);
    const auto asked = scope.selected ? requestWithin(scope.model, *scope.selected) : std::nullopt;
    return asked ? chainOf(requests, *asked) : std::vector<std::size_t>{};
}

MessageFacts::Some shownRequests(const TimelineScope& scope) {
    return shownOf(scope.model.requests(), scope);
}

MessageFacts::Some requestsUnderWay(const TimelineScope& scope) {
    const double beside = scope.isSteps() ? 2 : 0;  // columns: parts of a step are told ahead of it
    const double now = scope.moment.position;
    return scope.model.requests().underWay(scope.eventsBy(now - beside), scope.eventsBy(now + beside),
                                           mostCapsules);
}

}  // namespace heddle
