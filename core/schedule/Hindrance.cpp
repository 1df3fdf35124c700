// SPDX-License-Identifier: MIT
#include "core/schedule/Hindrance.h"

namespace heddle {
namespace {

bool isBehind(std::optional<std::int64_t> step, std::optional<std::int64_t> last) {
    return step && last && *step > *last;
}

}  // namespace

std::optional<Hindrance> hindranceTo(const RunFacts& facts, std::optional<std::int64_t> step) {
    using Kind = Hindrance::Kind;
    const bool wasHeld = facts.mode == "held" || facts.mode == "slow" || facts.letFreeAfterStep;
    if (!wasHeld)
        return Hindrance{facts.mode == "mixed" ? Kind::wasFreeAtFirst : Kind::wasFree, 0};
    if (facts.schedule.empty() && facts.letFreeAfterStep && step)
        return Hindrance{Kind::freeBehind, *facts.letFreeAfterStep};
    if (facts.schedule.empty() && facts.letFreeAfterStep)
        return Hindrance{Kind::wasFreeAtFirst, 0};
    if (facts.schedule.empty() && facts.ending == Ending::cut)
        return Hindrance{Kind::cutOff, 0};
    if (facts.schedule.empty() && facts.ending != Ending::running)
        return Hindrance{Kind::noOrder, 0};
    if (isBehind(step, facts.scheduleLostAfterStep))
        return Hindrance{Kind::lostBehind, *facts.scheduleLostAfterStep};
    if (isBehind(step, facts.letFreeAfterStep))
        return Hindrance{Kind::freeBehind, *facts.letFreeAfterStep};
    if (isBehind(step, facts.killedAfterStep))
        return Hindrance{Kind::deathBehind, *facts.killedAfterStep};
    return std::nullopt;
}

}  // namespace heddle
