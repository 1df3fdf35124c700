// SPDX-License-Identifier: MIT
#include "core/session/HeldTime.h"

namespace heddle {

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
