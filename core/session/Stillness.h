// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/session/Aside.h"
#include "core/session/RollCall.h"

#include <cstddef>
#include <optional>

namespace heddle {

class Engine;

// Waits until nobody runs: the one that was let go is back at its gate, has ended or died, or was set aside.
// Thread: collector only.
class Stillness {
public:
    explicit Stillness(Engine& engine);  // outlives this

    // -- tell it
    void isGranted(const Standing& one) { m_running = one; }
    void nobodyIsGranted() { m_running.reset(); }
    void begin();  // the run was free so far: from here on each worker stands at its next gate

    // -- ask it
    bool await(std::size_t grants);  // false: look outside first. `grants`: so many were given so far
    bool isOneOfOthersRunning(ProcessId process) const;  // who was let go is of another one, and not back yet
    bool hasGranted() const { return m_running.has_value(); }
    bool isAnyoneThere() const;  // to stand or to come back
    const RollCall& rollCall() const { return m_rollCall; }
    const Aside& aside() const { return m_aside; }

private:
    bool hasStopped() const;  // the one that was let go
    bool isAllStill();        // but for those who were set aside

    Engine& m_engine;
    GateKeeper m_keeper;
    RollCall m_rollCall;
    Aside m_aside;
    std::optional<Standing> m_running;  // whom the last grant let go
};

}  // namespace heddle
