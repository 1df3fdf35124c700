// SPDX-License-Identifier: MIT
// Who does what with a thing, as a link between both shows it.
#pragma once

#include "core/event/Event.h"

#include <algorithm>

namespace heddle {

// Towards the thing (1), away from it (-1), or neither. Thread: any, as all here.
int givenBy(Op op);
bool saysNothingOfUse(Op op);  // an end, an option: not what the thing is for

struct ThingUse {
    Depth depth = Depth::system;        // the least at which it was used so
    bool gives = false, takes = false;  // done, or about to be
    int side = 0;                       // of a connection: 1 connected it, -1 accepted it

    // 1: towards the thing; -1: away from it. Changes at most twice, however long a run goes on.
    int direction() const { return side != 0 ? side : static_cast<int>(gives) - static_cast<int>(takes); }
    void add(int given, int sideNow, Depth depthNow) {
        gives |= given > 0;
        takes |= given < 0;
        side = sideNow != 0 ? sideNow : side;
        depth = std::min(depth, depthNow);
    }
};

}  // namespace heddle
