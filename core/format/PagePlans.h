// SPDX-License-Identifier: MIT
// The places of a page's stage, as it is given them.
#pragma once

#include "core/format/PageCast.h"
#include "core/format/PagePlan.h"
#include "core/format/PageWords.h"

#include <vector>

namespace heddle {

// Field "plans": of those that are on the page. A plan: [depth, [box…], [frame…], [way…]]; a box: [is a
// worker, place, x, y, width, height, the thing within which it is or -1]; a frame: [title, x, y, width,
// height]; a way: [worker, thing, x, y, …], four points for each of its curves. Thread: any.
void writePlans(JsonWriter& json, const std::vector<PagePlan>& plans, const PageCast& cast, PageWords& words);

}  // namespace heddle
