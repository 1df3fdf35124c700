// SPDX-License-Identifier: MIT
#include "core/gate/GateKeeper.h"

namespace heddle {

bool GateKeeper::stands(const Slot& slot) {
    const std::uint32_t seen = slot.seenTurn.load(std::memory_order_acquire);  // partner: Gate::await
    const auto state = static_cast<SlotState>(slot.state.load(std::memory_order_relaxed));
    const bool isStill =
        state == SlotState::atGate || state == SlotState::waiting || state == SlotState::exiting;
    return isStill && slot.turn.load(std::memory_order_relaxed) == seen;
}

void GateKeeper::grant(Slot& slot, Grant how, std::uint32_t forecast) {
    slot.forecast = forecast;
    slot.grant.store(static_cast<std::uint32_t>(how), std::memory_order_relaxed);
    slot.turn.fetch_add(1, std::memory_order_release);  // partner: Gate::await
    futexWake(slot.turn, 1);
}

void GateKeeper::setMode(Mode mode) {
    m_page.mode.store(static_cast<std::uint32_t>(mode), std::memory_order_release);
    std::atomic_thread_fence(std::memory_order_seq_cst);  // partner: Operation::isParked
}

void GateKeeper::wakeParked(Slot& slot) {
    const bool mayBeParked =
        slot.state.load(std::memory_order_acquire) == static_cast<std::uint32_t>(SlotState::waiting) &&
        slot.sleepsIn.load(std::memory_order_relaxed) == static_cast<std::uint32_t>(SleepsIn::turn);
    if (mayBeParked && !stands(slot))
        futexWake(slot.turn, 1);
}

bool GateKeeper::sleep(std::uint32_t seen, Span atMost) {
    m_page.keeperSleeps.store(1, std::memory_order_seq_cst);  // partner: tellKeeper
    bool woken = true;
    if (m_page.keeperWord.load(std::memory_order_seq_cst) == seen)
        woken = futexWait(m_page.keeperWord, seen, atMost);
    m_page.keeperSleeps.store(0, std::memory_order_relaxed);
    return woken;
}

}  // namespace heddle
