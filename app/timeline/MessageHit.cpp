// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageHit.h"

#include "app/timeline/Afloat.h"
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/RequestGeometry.h"
#include "app/timeline/TimelineHit.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double nearArrowPx = 5;
constexpr double capsuleHalves = 1.3;  // as wide as a short text makes it, in halves of its height

bool isOnCapsule(const TimelineScope& scope, const std::optional<QPointF>& place, const QPointF& point) {
    const double half = scope.theme.size(Measure::capsuleHeight) / 2.0;
    const QPointF off = place.value_or(QPointF()) - point;
    return place && std::abs(off.x()) <= half * capsuleHalves && std::abs(off.y()) <= half;
}

double distance(const QPointF& point, const QPointF& from, const QPointF& to) {
    const QPointF along = to - from, off = point - from;
    const double length = QPointF::dotProduct(along, along);
    const double part = length > 0 ? std::clamp(QPointF::dotProduct(off, along) / length, 0.0, 1.0) : 0;
    const QPointF apart = off - along * part;
    return std::hypot(apart.x(), apart.y());
}

// However steep it is.
bool isOnWay(const PictureCurve& way, const QPointF& point) {
    constexpr int pieces = 24;
    if (point.x() < way.from.x() - nearArrowPx || point.x() > way.to.x() + nearArrowPx)
        return false;
    for (int i = 0; i < pieces; ++i)
        if (distance(point, way.at(double(i) / pieces), way.at(double(i + 1) / pieces)) <= nearArrowPx)
            return true;
    return false;
}

std::optional<MessageNumber> capsuleAt(const TimelineScope& scope, const QPointF& point) {
    const MessageFacts& messages = scope.model.messages();
    for (const std::size_t number : afloatAt(scope).riding)
        if (isOnCapsule(scope, placeNow(messages.all()[number], scope), point))
            return MessageNumber{number, false};
    for (const std::size_t number : requestsUnderWay(scope).messages) {
        const auto way = requestWayOf(scope.model.requests().all()[number], scope);
        if (way && isOnCapsule(scope, placeOnWay(*way, scope), point))
            return MessageNumber{number, true};
    }
    return std::nullopt;
}

std::optional<MessageNumber> arrowAt(const TimelineScope& scope, const QPointF& point) {
    const auto isThere = [&](const PictureCurve& way) { return isOnWay(way, point); };
    for (const std::size_t number : shownArrows(scope).messages) {
        const Message& message = scope.model.messages().all()[number];
        if (message.isReceived() && hasBothEnds(message, scope) &&
            std::ranges::any_of(legsOf(message, scope), isThere))
            return MessageNumber{number, false};
    }
    for (const std::size_t number : shownRequests(scope).messages) {
        const Message& request = scope.model.requests().all()[number];
        const auto way = request.isReceived() ? requestWayOf(request, scope) : std::nullopt;
        if (way && isThere(*way))
            return MessageNumber{number, true};
    }
    return std::nullopt;
}

// Is a point where a lane's cells are, and not only in the room between them and the next lane's?
bool isOnBars(const TimelineScope& scope, const QPointF& point) {
    const TimelineRow* row = scope.rowAt(point.y());
    if (!row || !row->lane)
        return false;
    const double below = point.y() - scope.rowCentre(*row);
    return std::abs(below) <= scope.tall(Measure::cellHeight) / 2.0 || below > row->ownHeight() / 2;
}

std::optional<MessageNumber> messageOf(const TimelineScope& scope, std::size_t event) {
    if (const auto message = scope.model.messages().ofEvent(event))
        return MessageNumber{*message, false};
    const auto request = scope.model.requests().ofEvent(event);
    const auto asked = request ? request : requestWithin(scope.model, event);
    return asked ? std::optional(MessageNumber{*asked, true}) : std::nullopt;
}

std::optional<std::size_t> senderOf(const TimelineScope& scope, const MessageNumber& number) {
    const Message& message = number.in(scope.model);
    return number.isRequest ? operationOf(scope.model, message) : std::optional(message.sent);
}

}  // namespace

std::optional<MessageNumber> messageAt(const TimelineScope& scope, const QPointF& point) {
    if (!scope.frame.lanes.contains(point))
        return std::nullopt;
    if (const auto capsule = capsuleAt(scope, point))
        return capsule;
    if (const auto event = eventAt(scope, point))
        return messageOf(scope, *event);
    return arrowAt(scope, point);
}

namespace {

// Where a wait is pointed at that has ended since: what tells that it began.
std::size_t meantBy(const TimelineScope& scope, const BarHit& hit) {
    const Trace& trace = *scope.model.trace();
    if (!hit.waitsUntil || hit.firstStep <= 0 || hit.firstStep > trace.steps())
        return hit.event;
    const std::size_t began = trace.indexOfStep(hit.firstStep);
    const Event event = trace.event(began), done = trace.event(hit.event);
    return event.worker == done.worker && event.operation == done.operation ? began : hit.event;
}

}  // namespace

std::optional<std::size_t> eventMeantAt(const TimelineScope& scope, const QPointF& point) {
    if (!scope.frame.lanes.contains(point))
        return std::nullopt;
    if (const auto capsule = capsuleAt(scope, point))
        return senderOf(scope, *capsule);
    const auto hit = barAt(scope, point);
    if (hit && isOnBars(scope, point))
        return meantBy(scope, *hit);
    if (const auto arrow = arrowAt(scope, point))
        return senderOf(scope, *arrow);
    return hit ? std::optional(meantBy(scope, *hit)) : std::nullopt;
}

}  // namespace heddle
