// SPDX-License-Identifier: GPL-3.0-or-later
// A variable that was read, changed by another, and then written by whoever had read it before: what the
// other wrote is lost.
#include "app/stage/StageScope.h"

#include <algorithm>

namespace heddle {

std::optional<LostUpdate> lostUpdate(const Trace& trace, std::size_t number) {
    constexpr std::size_t mostLookedAt = 2000;  // events before the store
    const Event store = trace.event(number);
    if (store.op != Op::sharedStore || store.phase != Phase::done)
        return std::nullopt;
    std::optional<LostUpdate> lost;  // what another wrote last before it
    for (std::size_t at = number; at-- > number - std::min(number, mostLookedAt);) {
        const Event event = trace.event(at);
        if (event.object != store.object || event.phase != Phase::done)
            continue;
        if (event.worker == store.worker)
            return event.op == Op::sharedLoad ? lost : std::nullopt;
        if (event.op == Op::sharedStore && !lost)
            lost = LostUpdate{event.worker, store.object};
    }
    return std::nullopt;
}

}  // namespace heddle
