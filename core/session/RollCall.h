// SPDX-License-Identifier: MIT
// Who stands at the gate, who is away from it.
#pragma once

#include "core/session/Aside.h"
#include "core/session/Standing.h"

#include <vector>

namespace heddle {

class Engine;

// Looks at every slot of every living process. Thread: collector only.
class RollCall {
public:
    explicit RollCall(const Engine& engine) : m_engine(engine) {}  // outlives this

    // Its worker stands, has ended, or there is none; or it sleeps in the kernel since the run was free, and
    // will stand when that wakes it.
    static bool isStill(const SlotView& slot);
    std::vector<Standing> standing() const;  // all that stand, by worker
    std::vector<Away> away() const;          // all that are not still
    bool isAnyRingFull() const;
    bool anySleepsInKernel() const;  // since the run was free
    void wakeParked() const;         // whoever parked as in free modes: GateKeeper::wakeParked

private:
    const Engine& m_engine;
};

}  // namespace heddle
