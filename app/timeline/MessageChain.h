// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a message: itself, and what answers it. Plain functions of values. Thread: GUI only.
#pragma once

#include "app/timeline/TimelineScope.h"

namespace heddle {

// It and what it answers; else it and its answer: the first that its receiver then sent, when that went back
// to its sender.
std::vector<std::size_t> chainOf(const MessageFacts& messages, std::size_t message);

// "8: sent by main at step 38, through jobs, taken by worker-1 at step 44"
QString messageWords(const TimelineScope& scope, const MessageNumber& number);

}  // namespace heddle
