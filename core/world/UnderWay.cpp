// SPDX-License-Identifier: MIT
#include "core/world/UnderWay.h"

#include "core/world/WorldFold.h"

namespace heddle {

World underWay(World world, const Trace& trace, Instant now) {
    const std::size_t events = world.eventCount();
    if (events == 0 || events >= trace.size() || now <= trace.event(events - 1).endInstant())
        return world;
    const Event next = trace.event(events);
    if (next.phase != Phase::called && (next.flags & Event::wasHeld) == 0)
        WorldFold(world, next, {}).letGo();
    return world;
}

}  // namespace heddle
