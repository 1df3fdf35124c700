// SPDX-License-Identifier: MIT
#include "core/session/Course.h"

#include <utility>

namespace heddle {

Course::Course(const RunRequest& request, std::shared_ptr<Trace> trace)
    : m_trace(std::move(trace)), m_isFollowable(request.choosing.isHeld()) {
    if (request.replay)
        m_followed.emplace(*request.replay);
}

void Course::append(const Candidate& granted) {
    if (!m_isFollowable)
        return;
    m_gone.append(granted, m_trace->size());
    m_trace->appendGrant(m_gone.grants().back());
}

void Course::isLetFree() {
    if (std::exchange(m_isFollowable, false))
        m_letFreeAfterStep = m_trace->steps();
    leave();
}

bool Course::isFollowing() const {
    return m_followed && m_followed->says(m_gone.size(), m_trace->steps());
}

std::optional<Candidate> Course::next(std::span<const Candidate> all) const {
    return m_followed->at(m_gone.size(), all);
}

bool Course::allows(const Candidate& candidate) const {
    return !isFollowing() || m_followed->fits(m_gone.size(), candidate);
}

std::string Course::objection() const {
    return m_followed->objection(m_gone.size(), m_trace->names());
}

void Course::fillFacts(RunFacts& facts) const {
    facts.schedule.assign(m_gone.grants().begin(), m_gone.grants().end());
    facts.letFreeAfterStep = m_letFreeAfterStep;
}

}  // namespace heddle
