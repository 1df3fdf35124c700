// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/session/Engine.h"

namespace heddle {

// A run that nobody holds: drains the rings as fast as they fill, and looks now and then whether all are
// stuck. Thread: collector only.
class FreeRun final : public Way {
public:
    explicit FreeRun(Engine& engine);  // outlives this

    void turn() override;
    void begin();    // the run was held so far, and all were let go
    void foldAll();  // until the world is that of the trace's last event

private:
    bool catchUpWorld();    // folds a slice of what is new; true when nothing is left to fold
    bool allSleep() const;  // every live worker waits, asleep, without a timeout
    void lookWhetherStuck();

    Engine& m_engine;
    Collector& m_collector;
    World& m_world;
    GateKeeper m_keeper;
    std::size_t m_folded = 0;  // events of the trace that the world has seen
    int m_idleTurns = 0;
    Instant m_quietSince;  // when an event last came
};

}  // namespace heddle
