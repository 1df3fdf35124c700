// SPDX-License-Identifier: MIT
// How a card of a page becomes the next one of its thing.
#pragma once

#include "core/format/PageCard.h"

#include <string>

namespace heddle {

// [how many lists there are then, change…], of each list that is another:
//   [list, 0, difference…]: so much is added to its numbers, one by one; to the others nothing;
//   [list, 1, at, how many go, number…]: from there so many go, and these come.
// About the shorter is taken. "One more is in it" is the same at each item of a queue, so that a page says it
// once. Thread: any.
std::string moveBetween(const PageCard& before, const PageCard& now);

}  // namespace heddle
