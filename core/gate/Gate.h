// SPDX-License-Identifier: MIT
// The worker's side of the one door back: where it stands until it is let go.
#pragma once

#include "core/ring/Attach.h"
#include "core/ring/RingWriter.h"

#include <optional>

namespace heddle {

enum class Grant : std::uint32_t {
    go = 0,     // do the operation in the intent, or try it again
    fire = 1,   // the operation's timeout has come
    quiet = 2,  // Heddle is gone: nobody will ever grant again, go on as if unwatched
    look = 3,   // of one that waits for a descriptor: is it ready? If so, as go; if not, stand again untold
};

inline constexpr std::uint32_t noForecast = 0xffffffff;  // the model knows nothing: only the try tells

// Thread: the slot's worker only.
class Gate {
public:
    Gate() = default;
    Gate(RunPage& page, Slot& slot, const AttachSocket& attachSocket)
        : m_page(&page), m_slot(&slot), m_socket(attachSocket) {}

    bool isHeld() const {
        return m_page->mode.load(std::memory_order_relaxed) == static_cast<std::uint32_t>(Mode::held);
    }

    // Of the last grant: how many bytes a send may offer, how many bytes or connections are there to be
    // taken.
    std::uint32_t forecast() const { return isHeld() ? m_slot->forecast : noForecast; }

    // Stands in `state` (atGate, waiting or exiting) with the intent already written, and sleeps until
    // granted, or the run is no longer held. `standing`, if given, is set to 1 and woken as soon as this
    // worker stands: a newcomer's first gate.
    Grant await(SlotState state, FutexWord* standing = nullptr);

    // Is Heddle still at the other end of the attach socket? A system call; asked only when a sleep grows
    // long.
    static bool isHeddleThere(const AttachSocket& attachSocket);

private:
    RunPage* m_page = nullptr;
    Slot* m_slot = nullptr;
    AttachSocket m_socket;
};

}  // namespace heddle
