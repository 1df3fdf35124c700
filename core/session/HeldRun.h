// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"
#include "core/session/Aside.h"
#include "core/session/Departures.h"
#include "core/session/Divergences.h"
#include "core/session/Engine.h"
#include "core/session/RollCall.h"
#include "core/session/Standing.h"

namespace heddle {

// A run in which one worker goes at a time, and the chooser says which. Keeper, collector, merger and world
// are this one thread, on the CPU on which the program runs. Thread: collector only.
class HeldRun final : public Way {
public:
    explicit HeldRun(Engine& engine);  // outlives this

    void turn() override;
    void heard(const Event& event, std::string_view text) override;
    void timeGoesOn() override;  // what has passed since all stood still does not count
    void fillFacts(RunFacts& facts) const override;

private:
    bool hasStopped() const;  // the one that was let go stands again, has ended, is dead or set aside
    bool isAllStill();        // but for those who were set aside
    bool awaitStillness();    // until nobody runs; false: look outside first
    void grantOne();
    bool isPacing();  // slow motion: the next operation is not due yet
    std::optional<Candidate> choose(const std::vector<Candidate>& candidates,
                                    const std::vector<Standing>& standing);
    bool fitsReplay(const Candidate& candidate);  // false: the run is being ended for it
    void grant(const Standing& chosen, Grant how);
    std::vector<Candidate> candidatesOf(const std::vector<Standing>& standing) const;
    static std::optional<Candidate> eagerOf(const std::vector<Candidate>& candidates,
                                            const std::vector<Standing>& standing);
    const Standing* earliestOf(const std::vector<Standing>& standing);  // by deadline; nullptr: none has one
    bool isTooEarlyFor(const Standing& earliest);
    void fire(const Standing& earliest);
    void tryRefuted(const std::vector<Standing>& standing);
    const Standing* nextToLook(const std::vector<Standing>& standing) const;  // nullptr: all have
    void look(const Standing& one);
    bool hasLooked();

    Engine& m_engine;
    const RunRequest& m_request;
    const std::shared_ptr<Trace>& m_trace;
    Collector& m_collector;
    World& m_world;
    GateKeeper m_keeper;
    RollCall m_rollCall;
    Departures m_departures;
    Divergences m_divergences;
    std::unique_ptr<Chooser> m_chooser;
    std::optional<Replay> m_replay;
    Instant m_nextIsDue;  // in slow motion
    Schedule m_schedule;
    VirtualClock m_clock;
    std::optional<Instant> m_stillSince;  // by the collector's clock; empty: somebody runs
    Span m_held;
    Aside m_aside;
    std::optional<Instant> m_waitsForTime;  // since when nobody can go but those who compute, set aside
    std::optional<Standing> m_running;      // whom the last grant let go
    std::optional<Standing> m_looks;        // who was asked to look whether the kernel serves it
    bool m_hasFound = false;                // and was served
    WorkerId m_lookedAt;                    // so far they have looked, since somebody could go or time passed
};

}  // namespace heddle
