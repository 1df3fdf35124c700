// SPDX-License-Identifier: MIT
#include "core/session/Guide.h"

#include <utility>

namespace heddle {

Guide::Guide(const RunRequest& request)
    : m_choosing(request.choosing), m_chooser(request.chooser ? request.chooser : makeChooser(m_choosing)),
      m_operationsPerSecond(request.operationsPerSecond) {}

void Guide::set(const Orders::Choose& order) {
    if (!isChosenBy(order.choosing))
        takeUp(order.choosing);
    m_choosing.waitsForWord = order.choosing.waitsForWord;
    m_operationsPerSecond = order.operationsPerSecond;
    m_nextIsDue = {};
    m_let.reset();
    m_isNextLet = false;
    m_hit.reset();
}

// Who would begin anew behind a breakpoint would change what comes of its seed.
void Guide::takeUp(const Choosing& choosing) {
    m_wasSwitched = true;
    if (m_chooser)
        m_putBy = PutBy{m_choosing, m_chooser};
    const bool isBack = m_putBy && m_putBy->choosing.isSameChooser(choosing);
    m_choosing = choosing;
    m_chooser = isBack ? m_putBy->chooser : makeChooser(choosing);
    if (!isBack)
        m_chosen.reset();
}

void Guide::standAt(BreakpointHit hit, std::optional<WorkerId> chosen) {
    m_choosing.waitsForWord = true;
    m_hit = std::move(hit);
    if (chosen)
        m_chosen = chosen;
}

std::optional<WorkerId> Guide::takeLet() {
    if (m_let && m_chooser)
        m_wasSwitched = true;  // its seed alone does not bring that again
    return std::exchange(m_let, std::nullopt);
}

void Guide::isLet() {
    m_hit.reset();
    m_chosen.reset();
}

void Guide::forgetTrouble() {
    if (m_hit && !m_hit->event)
        m_hit.reset();
}

void Guide::letFree() {
    m_choosing.kind = ChooserKind::none;
    m_chooser.reset();
    m_putBy.reset();
    m_operationsPerSecond.reset();
    m_let.reset();
    m_isNextLet = false;
    m_hit.reset();
}

std::size_t Guide::choose(std::span<const Candidate> candidates) {
    const std::optional<WorkerId> chosen = std::exchange(m_chosen, std::nullopt);
    for (std::size_t i = 0; chosen && i < candidates.size(); ++i)
        if (candidates[i].worker == *chosen)
            return i;
    return m_chooser ? m_chooser->choose(candidates) : 0;
}

std::optional<Span> Guide::untilDue() {
    if (!m_operationsPerSecond)
        return std::nullopt;
    const Instant now = monotonicNow();
    if (now < m_nextIsDue)
        return m_nextIsDue - now;
    m_nextIsDue = now + Span{static_cast<std::int64_t>(1e9 / *m_operationsPerSecond)};
    return std::nullopt;
}

void Guide::tellIn(Choices& choices) const {
    choices.choosing = m_choosing;
    choices.operationsPerSecond = m_operationsPerSecond;
    choices.hit = m_hit;
}

}  // namespace heddle
