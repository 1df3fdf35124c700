// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageGeometry.h"

#include "app/timeline/BarPlace.h"
#include "app/timeline/MessageChain.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

double middleOf(std::int64_t step, std::int64_t ns, Axis axis) {
    return axis == Axis::steps ? static_cast<double>(step) - 0.5 : static_cast<double>(ns);
}

}  // namespace

PictureCurve curveBetween(QPointF from, QPointF to) {
    const QPointF way = to - from;
    return {from, from + QPointF(way.x() * 0.4, way.y() * 0.1), to - QPointF(way.x() * 0.3, way.y() * 0.3),
            to};
}

PictureCurve wayOf(const Message& message, const TimelineScope& scope) {
    const Axis unit = scope.axis.unit;
    const double half = scope.tall(Measure::cellHeight) / 2.0;
    QPointF from(scope.axis.pxOf(middleOf(message.sentStep, message.sentNs, unit)),
                 scope.laneCentre(message.from));
    QPointF to;
    if (message.isReceived())
        to = {scope.axis.pxOf(middleOf(message.receivedStep, message.receivedNs, unit)),
              scope.laneCentre(message.to)};
    else
        to = {std::max(scope.axis.pxOf(scope.moment.position), from.x()), scope.laneCentre(message.through)};
    const double side = to.y() < from.y() ? -1 : 1;
    from.ry() += side * half;
    if (message.isReceived())
        to.ry() -= (message.to == message.from ? -side : side) * half;
    return curveBetween(from, to);
}

std::vector<PictureCurve> legsOf(const Message& message, const TimelineScope& scope) {
    const PictureCurve whole = wayOf(message, scope);
    if (scope.choice.depth() < Depth::library)
        return {whole};
    const auto relay = scope.model.messages().relayOf(message);
    const QRectF cell = relay ? cellOf(scope, relay->event) : QRectF();
    if (cell.isNull())
        return {whole};
    const double half = scope.tall(Measure::cellHeight) / 2.0, middle = cell.center().y();
    const double sender = scope.laneCentre(message.from);
    const double receiver = scope.laneCentre(message.isReceived() ? message.to : message.through);
    const double side = middle < sender ? -1 : 1, nextSide = receiver < middle ? -1 : 1;
    const QPointF from(whole.from.x(), sender + side * half);
    const QPointF taken(std::max(cell.center().x(), from.x()), middle - side * half);
    const QPointF written(taken.x(), middle + nextSide * half);
    const QPointF to(std::max(whole.to.x(), written.x()), receiver - nextSide * half);
    return {curveBetween(from, taken), curveBetween(written, to)};
}

bool hasBothEnds(const Message& message, const TimelineScope& scope) {
    return scope.rows.shows(message.from) &&
           scope.rows.shows(message.isReceived() ? message.to : message.through);
}

std::optional<double> progressOf(const Message& message, const Moment& moment) {
    if (message.sent >= moment.settled || message.received < moment.settled)
        return std::nullopt;
    if (!message.isReceived())
        return 1;
    const bool isSteps = moment.axis == Axis::steps;
    const double from = static_cast<double>(isSteps ? message.sentStep : message.sentNs);
    const double to = static_cast<double>(isSteps ? message.receivedStep : message.receivedNs);
    return to > from ? std::clamp((moment.position - from) / (to - from), 0.0, 1.0) : 1;
}

namespace {

// A capsule is higher than the gap between two lanes: in its middle it covers the least of what is said
// above and below. In an object's lane nothing is.
QPointF besideCells(QPointF at, const PictureCurve& way, bool isReceived, const TimelineScope& scope) {
    const double gap = scope.theme.size(Measure::lanePitch) - scope.theme.size(Measure::cellHeight);
    const double down = way.to.y() < way.from.y() ? -1 : 1;
    double off = std::max((at.y() - way.from.y()) * down, gap / 2);
    if (isReceived)
        off = std::min(off, std::max((way.to.y() - way.from.y()) * down - gap / 2, 0.0));
    at.setY(way.from.y() + off * down);
    return at;
}

}  // namespace

QPointF placeOf(const Message& message, const TimelineScope& scope, double progress) {
    const PictureCurve way = wayOf(message, scope);
    const double width = way.to.x() - way.from.x();
    const double t = width < 1 ? progress : way.whereX(way.from.x() + width * progress);
    if (!message.isReceived())
        return besideCells(way.at(t), way, false, scope);
    const double length = std::hypot(width, way.to.y() - way.from.y());
    const double headShare = length > 0 ? scope.theme.size(Measure::capsuleHeight) * 1.5 / length : 0;
    return besideCells(way.at(std::min(t, std::max(0.5, 1 - headShare))), way, true, scope);
}

std::optional<QPointF> placeNow(const Message& message, const TimelineScope& scope) {
    const auto progress = progressOf(message, scope.moment);
    if (!progress)
        return std::nullopt;
    if (scope.choice.depth() < Depth::library || scope.moment.axis != scope.axis.unit)
        return placeOf(message, scope, *progress);
    const std::vector<PictureCurve> legs = legsOf(message, scope);
    if (legs.size() == 1)
        return placeOf(message, scope, *progress);
    const double now = scope.axis.pxOf(scope.moment.position);
    const PictureCurve& leg = now < legs.front().to.x() ? legs.front() : legs.back();
    return leg.at(leg.to.x() - leg.from.x() < 1 ? 0.5 : leg.whereX(now));
}

std::vector<std::size_t> chosenMessages(const TimelineScope& scope) {
    std::vector<std::size_t> chosen;
    const auto choose = [&](std::size_t event) {
        const auto message = scope.model.messages().ofEvent(event);
        if (message && std::find(chosen.begin(), chosen.end(), *message) == chosen.end())
            chosen.push_back(*message);
    };
    if (scope.hovered && !scope.hovered->isRequest)
        chosen = chainOf(scope.model.messages(), scope.hovered->number);
    if (scope.selected)
        choose(*scope.selected);
    if (scope.moment.event && *scope.moment.event < scope.model.size())
        choose(*scope.moment.event);
    return chosen;
}

}  // namespace heddle
