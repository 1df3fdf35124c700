// SPDX-License-Identifier: MIT
#include "core/gate/Gate.h"

#include <poll.h>

namespace heddle {
namespace {
constexpr Span looksForHeddleEvery = Span::millis(500);
}

Grant Gate::await(SlotState state, FutexWord* standing) {
    const std::uint32_t seen = m_slot->turn.load(std::memory_order_acquire);
    const auto stand = [&] {  // partners: SlotView::sleepsInKernel, GateKeeper::stands, GateKeeper::setMode
        m_slot->state.store(static_cast<std::uint32_t>(state), std::memory_order_release);
        m_slot->seenTurn.store(seen, std::memory_order_release);  // publishes state and intent
        std::atomic_thread_fence(std::memory_order_seq_cst);
    };
    // Whoever let all go may not have seen it stand. False: held again by now, and it is to stand on.
    const auto leaveUngranted = [&] {
        m_slot->seenTurn.store(seen - 1, std::memory_order_release);
        m_slot->state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_release);
        std::atomic_thread_fence(std::memory_order_seq_cst);  // partner: GateKeeper::setMode
        return !isHeld();
    };
    stand();
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
        if (!isHeld()) {
            if (leaveUngranted())
                return Grant::go;
            stand();
            tellKeeper(*m_page);
            continue;
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
