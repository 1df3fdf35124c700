// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/ShownNames.h"
#include "core/world/Told.h"

#include <map>
#include <optional>
#include <vector>

namespace heddle {

// A notify that met nobody, and then a wait on the same condition that never ends: nothing but a notify could
// end it, and nobody is left to give one. Told only
//   where the run stands still for good, and the waiter is one of those who make it so;
//   when that notify was the last that the condition had, so that the next one would have been this waiter's;
//   when it was another worker's;
//   when nobody has held the mutex in between: not the waiter, who would have seen what was changed before
//   the notify; nor another, who may have taken what the notify told of, so that there is rightly nothing
//   left. What the notifier held as it notified does not count, for then it was still to be told.
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

    void takes(const Told& told);
    void givesBack(const Told& told);
    bool wasHeldSince(const Notify& notify, WorkerId waiter) const;  // before the waiter's last hold

    std::map<ObjectId, Notify> m_last;  // by condition
    std::map<WorkerId, Wait> m_waits;
    struct Hold {
        WorkerId worker;
        std::uint64_t from = 0, to = 0;  // indexes of events
    };
    struct Holds {
        Hold last, lastButOne;
    };
    std::map<ObjectId, Holds> m_holds;        // by mutex
    std::map<WorkerId, ObjectId> m_gaveBack;  // the mutex that its wait gave back
};

}  // namespace heddle
