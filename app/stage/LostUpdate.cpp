// SPDX-License-Identifier: GPL-3.0-or-later
// A variable that was read, changed by another, and then written by whoever had read it before: what the
// other wrote is lost.
#include "app/stage/StageScope.h"

#include <algorithm>

namespace heddle {

std::optional<WorkerId> lostUpdate(const StageScope& scope) {
    constexpr std::size_t mostLookedAt = 2000;  // events before the store
    const std::optional<std::size_t> shown = scope.eventShown();
    if (!shown)
        return std::nullopt;
    const Trace& trace = *scope.cast.trace();
    const Event store = trace.event(*shown);
    if (store.op != Op::sharedStore || store.phase != Phase::done)
        return std::nullopt;
    std::optional<WorkerId> other;  // who wrote last before it
    for (std::size_t at = *shown; at-- > *shown - std::min(*shown, mostLookedAt);) {
        const Event event = trace.event(at);
        if (event.object != store.object || event.phase != Phase::done)
            continue;
        if (event.worker == store.worker)
            return event.op == Op::sharedLoad ? other : std::nullopt;
        if (event.op == Op::sharedStore && !other)
            other = event.worker;
    }
    return std::nullopt;
}

}  // namespace heddle
