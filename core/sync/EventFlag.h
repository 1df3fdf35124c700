// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Line.h"

#include <chrono>
#include <string>

namespace heddle {

// A flag that workers wait for. Python: threading.Event. Setting it lets all go who wait, even if it is
// cleared before they do; while it is set nobody waits. Thread: any.
class EventFlag {
public:
    using Site = SourceLocation;
    explicit EventFlag(std::string name = {});

    void set(Site where = Site::current());
    void clear(Site where = Site::current());
    bool isSet(Site where = Site::current()) const;
    void wait(Site where = Site::current());
    bool waitFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // false: failed, timeout

private:
    bool wait(Patience patience, Site where);
    bool isToStay(Operation& operation, Waiter& waiter);
    void change(Op op, bool isSet, Site where);
    void touch() const;

    mutable Object m_object;  // these three: to look is an operation as well
    mutable Latch m_latch;
    mutable Line m_line;
    bool m_isSet = false;
};

}  // namespace heddle
