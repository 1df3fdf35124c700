// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace heddle {

// A notify that met nobody, and then a wait on the same condition that never ends: nothing but a notify could
// end it, and nobody is left to give one. Told only
//   where the run stands still for good, and the waiter is one of those who make it so;
//   when that notify was the last that the condition had, so that the next one would have been this waiter's;
//   when it was another worker's;
//   when the waiter took the mutex at most once in between. Who took it before, let it go and took it again
//   has seen what was changed before the notify, so it did not wait for this one.
// Its step is the one at which the wait began. Thread: one owner.
class LostWakeUps {
public:
    void heard(const Told& told);
    void tell(ShownNames& names, const std::vector<WorkerId>& forEver, std::vector<Verdict>& into) const;

private:
    struct Wait {
        ObjectId condition;
        std::uint32_t operation = 0;
        Noted noted;
        std::optional<Noted> lost;  // the notify that it missed
    };
    struct Notify {
        Noted noted;
        bool isLost = false;
    };

    void waits(const Told& told);
    void notified(const Told& told);

    std::map<ObjectId, Notify> m_last;  // by condition
    std::map<WorkerId, Wait> m_waits;
    struct Taken {
        std::uint64_t last = 0, lastButOne = 0;  // indexes of events
    };
    std::map<std::pair<WorkerId, ObjectId>, Taken> m_taken;  // when a worker took a mutex
    std::map<WorkerId, ObjectId> m_gaveBack;                 // the mutex that its wait gave back
};

}  // namespace heddle
