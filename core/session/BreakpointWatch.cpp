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
    m_hitsBefore.clear();
    for (const auto& [worker, stood] : m_stands)
        for (std::size_t i = 0; i < m_breakpoints.size(); ++i) {
            if (m_breakpoints[i].isTrouble || !m_breakpoints[i].filter.matches(m_describer, stood.event))
                continue;
            m_open[worker].push_back({stood.operation, i});
            m_hitsBefore.try_emplace(worker, BreakpointHit{m_breakpoints[i].words, stood.event, {}});
        }
    if (std::ranges::find(m_breakpoints, true, &Breakpoint::isTrouble) == m_breakpoints.end()) {
        m_insight.reset();
    } else if (!m_insight) {
        m_insight.emplace(m_trace);
        skipTroubles();
    }
}

// Where each stood it has left, and nobody told.
void BreakpointWatch::wasFree() {
    m_stands.clear();
    m_hitsBefore.clear();
    skipTroubles();
}

void BreakpointWatch::skipTroubles() {
    if (!m_insight)
        return;
    m_insight->hear(m_trace->size());
    m_insight->takeNews();
}

// Within an operation its worker may do others, as a condition's wait gives its mutex back and takes it
// again.
void BreakpointWatch::heard(const Event& event) {
    const std::size_t index = m_describer.trace().size() - 1;
    rememberWhere(event, index);
    if (m_breakpoints.empty())
        return;
    std::vector<Open>& open = m_open[event.worker];
    const bool isOver = event.phase == Phase::done || event.phase == Phase::failed;
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

void BreakpointWatch::rememberWhere(const Event& event, std::size_t index) {
    if (event.parent != 0 || event.operation == 0)
        return;
    if (event.phase == Phase::called || event.phase == Phase::waits)
        m_stands.insert_or_assign(event.worker, Stood{event.operation, index});
    else if (const auto stood = m_stands.find(event.worker);
             stood != m_stands.end() && stood->second.operation == event.operation)
        m_stands.erase(stood);
}

std::optional<BreakpointHit> BreakpointWatch::takeHitOf(WorkerId worker) {
    const auto found = m_hitsBefore.find(worker);
    if (found == m_hitsBefore.end())
        return std::nullopt;
    return m_hitsBefore.extract(found).mapped();
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
