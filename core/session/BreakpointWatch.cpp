// SPDX-License-Identifier: MIT
#include "core/session/BreakpointWatch.h"

#include "core/world/Insight.h"

#include <algorithm>

namespace heddle {

void BreakpointWatch::set(std::vector<Breakpoint> breakpoints) {
    m_breakpoints = std::move(breakpoints);
    m_lastHits.assign(m_breakpoints.size(), {});
    m_toldTroubles.clear();
    m_lookedAt = 0;
}

void BreakpointWatch::heard(const Event& event) {
    for (std::size_t i = 0; i < m_breakpoints.size(); ++i) {
        const Breakpoint& breakpoint = m_breakpoints[i];
        const std::size_t index = m_describer.trace().size() - 1;
        if (breakpoint.isTrouble || !breakpoint.filter.matches(m_describer, index))
            continue;
        const std::uint32_t before = std::exchange(m_lastHits[i][event.worker], event.operation);
        if (before == event.operation && event.operation != 0)
            continue;
        if (!m_hit)
            m_hit = BreakpointHit{breakpoint.words, index, {}};
    }
}

void BreakpointWatch::isStill(const World& world) {
    const auto wanted = std::ranges::find(m_breakpoints, true, &Breakpoint::isTrouble);
    if (wanted == m_breakpoints.end() || m_lookedAt == world.eventCount())
        return;
    m_lookedAt = world.eventCount();
    for (const Verdict& verdict : troublesAtEnd(world)) {
        if (!m_toldTroubles.insert(verdict.sentence).second || m_hit)
            continue;
        m_hit = BreakpointHit{wanted->words, {}, verdict.sentence};
    }
}

}  // namespace heddle
