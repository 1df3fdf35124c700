// SPDX-License-Identifier: MIT
#include "core/gate/Gate.h"

#include <poll.h>

namespace heddle {
namespace {
constexpr Span looksForHeddleEvery = Span::millis(500);
}

Grant Gate::await(SlotState state, FutexWord* standing) {
    const std::uint32_t seen = m_slot->turn.load(std::memory_order_acquire);
    m_slot->state.store(static_cast<std::uint32_t>(state),
                        std::memory_order_release);  // partner: SlotView::sleepsInKernel
    m_slot->seenTurn.store(
        seen, std::memory_order_release);  // partner: GateKeeper::stands; publishes state and intent
    if (standing) {
        standing->store(1, std::memory_order_release);
        futexWake(*standing, 1);
    }
    tellKeeper(*m_page);
    Grant grant = Grant::quiet;
    while (true) {
        if (m_slot->turn.load(std::memory_order_acquire) != seen) {  // partner: GateKeeper::grant
            grant = static_cast<Grant>(m_slot->grant.load(std::memory_order_relaxed));
            break;
        }
        if (!futexWait(m_slot->turn, seen, looksForHeddleEvery) && !isHeddleThere(m_socket))
            break;
    }
    m_slot->state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_relaxed);
    return grant;
}

bool Gate::isHeddleThere(const AttachSocket& attachSocket) {
    if (!attachSocket.isStillOurs())
        return false;
    pollfd end{attachSocket.number(), POLLOUT, 0};
    return poll(&end, 1, 0) >= 0 && (end.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0;
}

}  // namespace heddle
