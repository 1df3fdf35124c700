// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TextFit.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace heddle {

namespace {

constexpr std::size_t mostArrows = 1500;    // more are a grey mat; every so-manieth says as much
constexpr std::size_t mostCapsules = 2000;  // looked at for one frame; they are merged where they overlap
constexpr std::size_t mostColoured = 40;
constexpr double widestCapsulePx = 120;
constexpr double headPx = 6, boldHeadPx = 12, boldWidthPx = 2.2;

double middleOf(std::int64_t step, std::int64_t ns, Axis axis) {
    return axis == Axis::steps ? static_cast<double>(step) - 0.5 : static_cast<double>(ns);
}

bool isOnScreen(const PictureCurve& curve, const TimelineScope& scope) {
    const double left = std::min(curve.from.x(), curve.to.x()),
                 right = std::max(curve.from.x(), curve.to.x());
    const double top = std::min(curve.from.y(), curve.to.y()),
                 bottom = std::max(curve.from.y(), curve.to.y());
    return right >= scope.axis.leftPx && left <= scope.axis.rightPx() && bottom >= scope.frame.lanes.top() &&
           top <= scope.frame.lanes.bottom();
}

void layColoured(Picture& picture, const TimelineScope& scope, const Message& message) {
    PictureCurve way = wayOf(message, scope);
    if (!isOnScreen(way, scope))
        return;
    way.tone = Tone::accent;
    way.widthPx = boldWidthPx;
    way.headPx = message.isReceived() ? boldHeadPx : 0;
    picture.add(way);
}

// Capsules that would lie on each other.
struct Heap {
    QPointF centre;
    std::size_t first = 0, count = 0;
};
using Heaps = std::map<std::pair<int, int>, Heap>;

QPointF keptInView(QPointF at, const TimelineScope& scope, double height) {
    const QRectF& lanes = scope.frame.lanes;
    return {std::clamp(at.x(), scope.axis.leftPx, scope.axis.rightPx()),
            std::clamp(at.y(), lanes.top() + height / 2,
                       std::max(lanes.top() + height / 2, lanes.bottom() - height / 2))};
}

void layCapsule(Picture& picture, const TimelineScope& scope, const Heap& heap, std::size_t oneOf) {
    const TextFit fit(scope.theme, Type::capsule);
    const double height = scope.theme.size(Measure::capsuleHeight);
    const Message& message = scope.model.messages().all()[heap.first];
    QString text = fit.elided(scope.model.content(message.sent), widestCapsulePx);
    if (oneOf > 1)
        text = TimelineWords::tr("\u2026+about %1").arg(heap.count * oneOf);
    else if (heap.count > 1)
        text = QStringLiteral("\u2026+%1").arg(heap.count);
    const double width = std::max(fit.width(text) + height * 0.8, height * 1.3);
    const QRectF rect(heap.centre.x() - width / 2, heap.centre.y() - height / 2, width, height);
    picture.add(PictureCapsule{rect, text, heap.count == 1 && message.isSentinel});
}

}  // namespace

PictureCurve wayOf(const Message& message, const TimelineScope& scope) {
    const Axis unit = scope.axis.unit;
    const double half = scope.theme.size(Measure::cellHeight) / 2.0;
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
    const QPointF way = to - from;
    return {from, from + QPointF(way.x() * 0.4, way.y() * 0.1), to - QPointF(way.x() * 0.3, way.y() * 0.3),
            to};
}

std::optional<double> progressOf(const Message& message, const Moment& moment) {
    if (message.sent >= moment.events || message.received < moment.events)
        return std::nullopt;
    if (!message.isReceived())
        return 1;
    const bool isSteps = moment.axis == Axis::steps;
    const double from = static_cast<double>(isSteps ? message.sentStep : message.sentNs);
    const double to = static_cast<double>(isSteps ? message.receivedStep : message.receivedNs);
    return to > from ? std::clamp((moment.position - from) / (to - from), 0.0, 1.0) : 1;
}

std::vector<std::size_t> chosenMessages(const TimelineScope& scope) {
    std::vector<std::size_t> chosen;
    const auto choose = [&](std::size_t event) {
        const auto message = scope.model.messages().ofEvent(event);
        if (message && std::find(chosen.begin(), chosen.end(), *message) == chosen.end())
            chosen.push_back(*message);
    };
    if (scope.selected)
        choose(*scope.selected);
    if (scope.moment.events > 0 && scope.moment.events <= scope.model.size())
        choose(scope.moment.events - 1);
    return chosen;
}

void layArrows(Picture& picture, const TimelineScope& scope) {
    const MessageFacts& messages = scope.model.messages();
    const MessageFacts::Some some =
        messages.underWay(scope.eventsBy(scope.axis.from), scope.eventsBy(scope.axis.to) + 1, mostArrows);
    for (const std::size_t number : some.messages) {
        if (!messages.all()[number].isReceived())
            continue;
        PictureCurve way = wayOf(messages.all()[number], scope);
        way.headPx = headPx;
        if (isOnScreen(way, scope))
            picture.add(way);
    }
}

void layCapsules(Picture& picture, const TimelineScope& scope) {
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.events, scope.model.size());
    const MessageFacts::Some some = messages.underWay(events, events, mostCapsules);
    const double height = scope.theme.size(Measure::capsuleHeight);
    Heaps heaps;
    const auto heapUp = [&](std::size_t number, QPointF at) {
        const QPointF centre = keptInView(at, scope, height);
        const std::pair place(static_cast<int>(centre.x() / (height * 1.5)),
                              static_cast<int>(centre.y() / height));
        Heap& heap = heaps.try_emplace(place, Heap{centre, number, 0}).first->second;
        ++heap.count;
    };
    const std::vector<std::size_t> chosen = chosenMessages(scope);
    if (some.messages.size() <= mostColoured)
        for (const std::size_t number : some.messages)
            layColoured(picture, scope, messages.all()[number]);
    for (const std::size_t number : chosen)
        layColoured(picture, scope, messages.all()[number]);
    for (const std::size_t number : some.messages)
        if (const auto progress = progressOf(messages.all()[number], scope.moment))
            heapUp(number, wayOf(messages.all()[number], scope).at(*progress));
    for (const auto& [place, heap] : heaps)
        layCapsule(picture, scope, heap, some.oneOf);
}

}  // namespace heddle
