// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"
#include "core/session/Aside.h"
#include "core/session/BreakpointWatch.h"
#include "core/session/Departures.h"
#include "core/session/Divergences.h"
#include "core/session/Engine.h"
#include "core/session/RollCall.h"
#include "core/session/Situation.h"
#include "core/session/Steering.h"

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

    // -- orders; heard where nobody runs
    void begin();  // the run was free so far: from here on each worker stands at its next gate
    void setChoosing(const Orders::Choose& order);
    void let(WorkerId worker) { m_let = worker; }
    void setBreakpoints(std::vector<Breakpoint> breakpoints) { m_breakpoints.set(std::move(breakpoints)); }

private:
    bool hasStopped() const;  // the one that was let go stands again, has ended, is dead or set aside
    bool isAllStill();        // but for those who were set aside
    bool awaitStillness();    // until nobody runs; false: look outside first
    void grantOne();
    bool isPacing(const Situation& now);  // slow motion: the next operation is not due yet
    bool mayChoose() const;               // the place is the chooser's: no replay says who goes
    bool isByHand() const { return m_choosing.kind == ChooserKind::byHand && mayChoose(); }
    void standIfHit();
    std::optional<Candidate> choose(const Situation& now);
    std::optional<Candidate> chooseByHand(const Situation& now);
    std::optional<Candidate> eagerOf(const Situation& now) const;
    bool isEager(const Standing& one) const;
    void tell(const Situation& now);
    void tellChoosing();
    void go(const Situation& now, const Candidate& chosen);
    void passTime(const Situation& now);
    void letAllGo();
    bool fitsReplay(const Candidate& candidate);  // false: the run is being ended for it
    void grant(const Standing& chosen, Grant how);
    bool isTooEarlyFor(const Standing& earliest);
    void tryRefuted(const Situation& now);
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
    BreakpointWatch m_breakpoints;
    Choosing m_choosing;
    std::shared_ptr<Chooser> m_chooser;  // none: by hand
    std::optional<double> m_operationsPerSecond;
    std::optional<Replay> m_replay;
    std::optional<WorkerId> m_let;       // by hand, the next to go
    std::optional<BreakpointHit> m_hit;  // for which it stands
    bool m_isToLetGo = false;            // all of them: the run is to be free
    bool m_wasSwitched = false;          // between choosers
    bool m_wasFree = false;              // for a while
    bool m_isFollowable;                 // the schedule: held from the start on, and so far
    std::optional<std::int64_t> m_letFreeAfterStep;
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
