// SPDX-License-Identifier: MIT
// The keeper's side of the gate: sees who stands, lets one go.
#pragma once

#include "core/gate/Gate.h"

#include <cstdint>
#include <optional>

namespace heddle {

// Thread: collector only (in held modes keeper and collector are one thread).
class GateKeeper {
public:
    explicit GateKeeper(RunPage& page) : m_page(page) {}  // page outlives this

    // True when the slot's worker sleeps until it is granted: its state and intent are then still and whole.
    static bool stands(const Slot& slot);

    // Lets a standing worker go. From here on it runs until it stands again, ends or dies.
    static void grant(Slot& slot, Grant how, std::uint32_t forecast = noForecast);

    // From now on. Whoever parked as it was before has to be woken: see Operation::park.
    void setMode(Mode mode);

    // Whoever sleeps on its turn as in free modes looks at the mode again, and then stands. No grant: who
    // stands already stands on. One that is just about to sleep is missed, so to be repeated until it stands.
    static void wakeParked(Slot& slot);

    // What keeperWord holds; taken before looking at the slots, given to sleep() afterwards.
    std::uint32_t glance() const { return m_page.keeperWord.load(std::memory_order_acquire); }

    // Sleeps until a worker told something after `seen`, at most `atMost`. False: the time ran out.
    bool sleep(std::uint32_t seen, Span atMost);

private:
    RunPage& m_page;
};

}  // namespace heddle
