// SPDX-License-Identifier: GPL-3.0-or-later
// Where the requests to a manager and its replies are on the timeline. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/timeline/TimelineScope.h"

#include <optional>
#include <vector>

namespace heddle {

// Between the bar of whoever asks and the manager's lane; for those who look deeper from cell to cell, where
// both are shown. A reply is dashed. None where an end of it is not shown.
std::optional<PictureCurve> requestWayOf(const Message& message, const TimelineScope& scope);

// Where its capsule is at the instant; none while it is not under way.
std::optional<QPointF> placeOnWay(const PictureCurve& way, const TimelineScope& scope);

// The program's operation that asked, as its latest event; none where it has not begun to be told.
std::optional<std::size_t> operationOf(const TraceModel& model, const Message& request);
// The request that such an operation made, known by an event of it; the first, where it made several.
std::optional<std::size_t> requestWithin(const TraceModel& model, std::size_t event);
// Those to be shown in colour: what is hovered, with what belongs to it; what the selected operation asked.
std::vector<std::size_t> chosenRequests(const TimelineScope& scope);

MessageFacts::Some shownRequests(const TimelineScope& scope);     // whose arrows may be in view
MessageFacts::Some requestsUnderWay(const TimelineScope& scope);  // at the instant, and some beside it

}  // namespace heddle
