// SPDX-License-Identifier: MIT
// The two ways in which a run goes on: free and held. A run may change from one to the other at any time.
#pragma once

#include "core/event/Event.h"
#include "core/trace/RunFacts.h"

#include <string_view>

namespace heddle {

// Thread: collector only.
class Way {
public:
    virtual ~Way() = default;
    virtual void turn() = 0;  // one round of the engine's loop; may sleep for milliseconds
    virtual void heard(const Event&, std::string_view) {}  // after each event was appended to the trace
    virtual void timeGoesOn() {}                           // what is told next happens in the program's time
    virtual bool isToBury(ProcessId) const { return true; }  // now; else it will ask for it
    virtual void fillFacts(RunFacts&) const {}               // what only this way knows
};

}  // namespace heddle
