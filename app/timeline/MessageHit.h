// SPDX-License-Identifier: GPL-3.0-or-later
// Which message lies under a point. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

#include <optional>

namespace heddle {

// The message whose capsule, operation or arrow is at a point; of an operation that asked a manager its
// request.
std::optional<MessageNumber> messageAt(const TimelineScope& scope, const QPointF& point);

// What a click there picks: the operation that sent a capsule's message, else one whose cell or bar is there,
// else the one that sent an arrow's. Of a request or its reply: the operation that asked.
std::optional<std::size_t> eventMeantAt(const TimelineScope& scope, const QPointF& point);

}  // namespace heddle
