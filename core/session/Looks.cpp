// SPDX-License-Identifier: MIT
#include "core/session/Looks.h"

namespace heddle {

void Looks::isAsked(const Standing& one) {
    m_lookedAt = one.worker;
    m_asked = one;
    m_hasFound = false;
}

void Looks::heard(const Event& event) {
    const bool isOfCollector = (event.flags & Event::madeByCollector) != 0;
    m_hasFound |= m_asked && event.worker == m_asked->worker && !isOfCollector;
}

// Of the end of a process its pidfd tells us ourselves.
const Standing* Looks::next(const std::vector<Standing>& standing) const {
    for (const Standing& one : standing)
        if (one.worker > m_lookedAt && one.state == SlotState::waiting && one.slot.waitsInKernel() &&
            one.intent.op != Op::processJoin)
            return &one;
    return nullptr;
}

std::optional<Candidate> Looks::takeFound() {
    std::optional<Candidate> found;
    if (m_asked && m_hasFound)
        found = m_asked->asCandidate();
    m_asked.reset();
    return found;
}

}  // namespace heddle
