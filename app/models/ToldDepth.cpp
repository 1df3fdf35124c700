// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/ToldDepth.h"

#include "app/models/TraceModel.h"

#include <algorithm>

namespace heddle {

bool tellsAt(const TraceModel& model, Depth depth) {
    const auto tells = [&](const Lane& lane) {
        const auto below = static_cast<std::size_t>(depth) - static_cast<std::size_t>(lane.shownFrom);
        return lane.shownFrom == depth || (lane.shownFrom < depth && !lane.nested[below - 1].bars.empty());
    };
    return depth == Depth::program || model.lanes().empty() ||
           std::any_of(model.lanes().begin(), model.lanes().end(), tells);
}

bool tellsBelow(const TraceModel& model, Depth depth) {
    if (model.lanes().empty())
        return false;
    return (depth < Depth::library && tellsAt(model, Depth::library)) ||
           (depth < Depth::system && tellsAt(model, Depth::system));
}

}  // namespace heddle
