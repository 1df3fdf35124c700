// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/MessageChain.h"

#include "app/timeline/MessageGeometry.h"
#include "app/timeline/TimelineWords.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t mostLookedAt = 2000;  // messages after or before one
constexpr double linePx = 3;

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

QString messageWords(const TimelineScope& scope, const MessageNumber& number) {
    const Message& message = number.in(scope.model);
    const QString content = scope.model.content(message.sent);
    const auto at = [&](std::int64_t step, std::int64_t ns) {
        return scope.isSteps() ? TimelineWords::tr("at step %L1").arg(step)
                               : TimelineWords::tr("at %1").arg(timeLabel(static_cast<double>(ns), 1000));
    };
    const QString sender = scope.model.laneName(message.from),
                  through = scope.model.laneName(message.through),
                  sent = at(message.sentStep, message.sentNs);
    if (!message.isReceived())
        return (message.isReply    ? TimelineWords::tr("%1: answered by %2 %3, on its way from %4")
                : number.isRequest ? TimelineWords::tr("%1: asked by %2 %3, on its way to %4")
                                   : TimelineWords::tr("%1: sent by %2 %3, still in %4"))
            .arg(content, sender, sent, through);
    const QString taken = at(message.receivedStep, message.receivedNs),
                  taker = scope.model.laneName(message.to);
    if (message.isReply)
        return TimelineWords::tr("%1: answered by %2 %3, reached %4 %5")
            .arg(content, sender, sent, taker, taken);
    return (number.isRequest ? TimelineWords::tr("%1: asked of %4 by %2 %3, taken by %5 %6")
                             : TimelineWords::tr("%1: sent by %2 %3, through %4, taken by %5 %6"))
        .arg(content, sender, sent, through, taker, taken);
}

// How long the hovered message, and what belongs to it, lay in the lanes of their objects.
void layQueued(Picture& picture, const TimelineScope& scope) {
    if (!scope.hovered || scope.hovered->isRequest)
        return;
    for (const std::size_t number : chainOf(scope.model.messages(), scope.hovered->number)) {
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
