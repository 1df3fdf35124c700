// SPDX-License-Identifier: GPL-3.0-or-later
// From one operation to the next, along a lane, between lanes, along a message. Plain functions of values.
// Thread: GUI only. An operation is named by an event of it.
#pragma once

#include "app/timeline/TimelineInput.h"

namespace heddle {

std::optional<std::size_t> besideInLane(const TimelineScope& scope, std::size_t event, bool isForward);
// In the next lane of a worker that is shown: what it did at that time, or nearest to it.
std::optional<std::size_t> inLaneBeside(const TimelineScope& scope, std::size_t event, bool isDown);
// Where the operation's message was sent, or received; none when there is no other end.
std::optional<std::size_t> endOfMessage(const TimelineScope& scope, std::size_t event, bool isReceive);
std::optional<TimelineRange> rangeOf(const TimelineScope& scope, std::size_t event);
std::optional<std::size_t> firstAtMoment(const TimelineScope& scope);  // where a walk without a start begins
std::optional<std::size_t> walked(const TimelineScope& scope, WalkIntent::Way way);  // none: no further

}  // namespace heddle
