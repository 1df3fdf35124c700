// SPDX-License-Identifier: MIT
#include "core/session/HeldTime.h"

namespace heddle {

void HeldTime::stands() {
    if (!m_stillSince)
        m_stillSince = m_collector.clock();
}

void HeldTime::goesOn() {
    if (!m_stillSince)
        return;
    m_held.ns += (m_collector.clock() - *m_stillSince).ns;
    m_stillSince.reset();
    m_collector.setHeldSoFar(m_held);
}

void HeldTime::isGranted() {
    goesOn();
    m_waitsSince.reset();
}

bool HeldTime::isTooEarlyFor(const Standing& earliest) {
    const Instant now = monotonicNow();
    if (!m_waitsSince)
        m_waitsSince = now;
    return m_clock.now() + (now - *m_waitsSince) < m_clock.deadlineOf(earliest);
}

}  // namespace heddle
