// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a message: itself, and what answers it. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

// The message whose capsule, operation or arrow is at a point.
std::optional<std::size_t> messageAt(const TimelineScope& scope, const QPointF& point);
// What a click there picks: the operation that sent a capsule's message, else one whose cell or bar is there,
// else the one that sent an arrow's.
std::optional<std::size_t> eventMeantAt(const TimelineScope& scope, const QPointF& point);

// It and what it answers; else it and its answer: the first that its receiver then sent, when that went back
// to its sender.
std::vector<std::size_t> chainOf(const MessageFacts& messages, std::size_t message);

QString messageWords(const TimelineScope& scope, std::size_t message);  // "8: sent at step 38, taken at 44"

}  // namespace heddle
