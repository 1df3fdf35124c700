// SPDX-License-Identifier: MIT
#include "core/session/Standing.h"

namespace heddle {

std::optional<Instant> VirtualClock::deadlineOf(const Standing& standing) {
    if (standing.state != SlotState::waiting || !standing.intent.mayTimeOut)
        return std::nullopt;
    Wait& wait = m_waits[standing.worker];
    if (wait.operation != standing.intent.operation)
        wait = {standing.intent.operation, m_now + standing.intent.timeout};
    return wait.deadline;
}

}  // namespace heddle
