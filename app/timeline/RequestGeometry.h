// SPDX-License-Identifier: GPL-3.0-or-later
// Where the requests to a manager and its replies are on the timeline. Plain functions of values. Thread: GUI
// only.
#pragma once

#include "app/timeline/TimelineScope.h"

#include <optional>

namespace heddle {

// Between the bar of whoever asks and the manager's lane; for those who look deeper from cell to cell, where
// both are shown. A reply is dashed. None where an end of it is not shown.
std::optional<PictureCurve> requestWayOf(const Message& message, const TimelineScope& scope);

// Where its capsule is at the instant; none while it is not under way.
std::optional<QPointF> placeOnWay(const PictureCurve& way, const TimelineScope& scope);

MessageFacts::Some shownRequests(const TimelineScope& scope);     // whose arrows may be in view
MessageFacts::Some requestsUnderWay(const TimelineScope& scope);  // at the instant, and some beside it

}  // namespace heddle
