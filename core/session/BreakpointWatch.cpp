// SPDX-License-Identifier: MIT
#include "core/session/BreakpointWatch.h"

#include <algorithm>
#include <iterator>

namespace heddle {

void BreakpointWatch::set(std::vector<Breakpoint> breakpoints) {
    m_breakpoints = std::move(breakpoints);
    m_open.clear();
    m_toldTroubles.clear();
    m_lookedAt = 0;
    m_hit.reset();
    if (std::ranges::find(m_breakpoints, true, &Breakpoint::isTrouble) == m_breakpoints.end()) {
        m_insight.reset();
    } else if (!m_insight) {
        m_insight.emplace(m_trace);
        wasFree();
    }
}

void BreakpointWatch::wasFree() {
    if (!m_insight)
        return;
    m_insight->hear(m_trace->size());
    m_insight->takeNews();
}

// Within an operation its worker may do others, as a condition's wait gives its mutex back and takes it
// again.
void BreakpointWatch::heard(const Event& event) {
    if (m_breakpoints.empty())
        return;
    std::vector<Open>& open = m_open[event.worker];
    const bool isOver = event.phase == Phase::done || event.phase == Phase::failed;
    const std::size_t index = m_describer.trace().size() - 1;
    for (std::size_t i = 0; i < m_breakpoints.size(); ++i) {
        const Breakpoint& breakpoint = m_breakpoints[i];
        const Open one{event.operation, i};
        if (breakpoint.isTrouble || !breakpoint.filter.matches(m_describer, index))
            continue;
        if (std::ranges::find(open, one) != open.end())
            continue;
        if (!isOver && event.operation != 0)
            open.push_back(one);
        if (!m_hit)
            m_hit = BreakpointHit{breakpoint.words, index, {}};
    }
    if (isOver)
        std::erase_if(open, [&](const Open& one) { return one.operation == event.operation; });
}

// Who may still end a trouble may be gone without an event: until then it is looked at again.
void BreakpointWatch::isStill(const World& world, const std::function<void(std::vector<Verdict>&)>& drop,
                              const std::function<bool()>& hasSeenAll) {
    const auto wanted = std::ranges::find(m_breakpoints, true, &Breakpoint::isTrouble);
    if (wanted == m_breakpoints.end() || m_lookedAt == world.eventCount())
        return;
    std::vector<Verdict> found = troublesAtEnd(world);
    const std::size_t all = found.size();
    drop(found);
    if (found.size() == all)
        m_lookedAt = world.eventCount();
    std::vector<Verdict> behind = lookBack(world, found);
    if (!behind.empty() && hasSeenAll())
        std::ranges::move(behind, std::back_inserter(found));
    for (const Verdict& verdict : found) {
        if (!m_toldTroubles.insert(verdict.sentence).second)
            continue;
        if (!m_hit)
            m_hit = BreakpointHit{wanted->words, {}, {}};
        m_hit->sentence += (m_hit->sentence.empty() ? "" : " ") + verdict.sentence;
    }
}

// The troubles that this step has made true, beside what it stands still for.
std::vector<Verdict> BreakpointWatch::lookBack(const World& world, const std::vector<Verdict>& standstill) {
    m_insight->hear(world.eventCount());
    std::vector<Verdict> behind = m_insight->takeNews();
    std::erase_if(behind, [](const Verdict& verdict) { return !verdict.isTrouble; });
    std::ranges::move(m_insight->atStandstill(standstill), std::back_inserter(behind));
    return behind;
}

}  // namespace heddle
