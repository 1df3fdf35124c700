// SPDX-License-Identifier: GPL-3.0-or-later
// Where messages are on the timeline: their arrows, and how far along them they have come.
#pragma once

#include "app/timeline/TimelineScope.h"

#include <optional>
#include <vector>

namespace heddle {

// From the sender's cell to the receiver's. A message that nobody received goes to its object's lane, at the
// instant.
PictureCurve wayOf(const Message& message, const TimelineScope& scope);

PictureCurve curveBetween(QPointF from, QPointF to);  // as a message goes

// The same for those who look deeper: what a feeder wrote to a pipe goes by way of the cell where it took
// that.
std::vector<PictureCurve> legsOf(const Message& message, const TimelineScope& scope);

// Are the lanes of both its ends shown? Else it has no way to be drawn.
bool hasBothEnds(const Message& message, const TimelineScope& scope);

// 0: just sent; 1: just received; none: not under way at the moment.
std::optional<double> progressOf(const Message& message, const Moment& moment);

// Where its capsule is then: on its way, above the instant; short of the arrow's head, which stays in sight.
QPointF placeOf(const Message& message, const TimelineScope& scope, double progress);
// The same at the moment, and on its legs; none: not under way.
std::optional<QPointF> placeNow(const Message& message, const TimelineScope& scope);

inline constexpr std::size_t mostArrows = 100;     // more are a grey mat; every so-manieth says as much
inline constexpr std::size_t mostCapsules = 2000;  // looked at for one frame; merged where they overlap

// Those whose arrows may be in view; where they would be a mat, one of so many.
MessageFacts::Some shownOf(const MessageFacts& messages, const TimelineScope& scope);

// The messages to be shown in colour: what the last event or the selected one moved.
std::vector<std::size_t> chosenMessages(const TimelineScope& scope);

}  // namespace heddle
