// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/BreakpointWatch.h"
#include "core/session/Course.h"
#include "core/session/Departures.h"
#include "core/session/Divergences.h"
#include "core/session/Engine.h"
#include "core/session/Guide.h"
#include "core/session/HeldTime.h"
#include "core/session/Looks.h"
#include "core/session/Situation.h"
#include "core/session/Stillness.h"

namespace heddle {

// A run in which one worker goes at a time, and the chooser says which. Keeper, collector, merger and world
// are this one thread, on the CPU on which the program runs. Round after round: stillness, the situation, a
// choice, a grant. Thread: collector only.
class HeldRun final : public Way {
public:
    explicit HeldRun(Engine& engine);  // outlives this

    void turn() override;
    void heard(const Event& event, std::string_view text) override;
    void timeGoesOn() override { m_time.goesOn(); }
    // A death is told where all stand: else it depends on the machine's load what is told ahead of it.
    bool isToBury(ProcessId process) const override { return !m_stillness.isOneOfOthersRunning(process); }
    void fillFacts(RunFacts& facts) const override;

    bool isSomebodyAside() const { return !m_stillness.aside().isEmpty(); }

    // -- orders; heard where nobody runs
    void begin();  // the run was free so far: from here on each worker stands at its next gate
    void setChoosing(const Orders::Choose& order);
    void let(WorkerId worker) { m_guide.let(worker); }
    void letNext() { m_guide.letNext(); }
    void somebodyDied() { m_guide.forgetTrouble(); }
    void setBreakpoints(std::vector<Breakpoint> breakpoints) { m_breakpoints.set(std::move(breakpoints)); }

private:
    void grantOne();
    void standIfHit();
    bool standsBefore(const Candidate& chosen);  // for a breakpoint that was set where it stood already
    // Somebody outside says of each step that it be made.
    bool isStepped() const { return m_course.isFollowing() ? m_guide.waitsForWord() : m_guide.isStepped(); }
    bool isEager(const Standing& one) const;
    std::optional<Candidate> eagerOf(const Situation& now) const;
    std::optional<Candidate> choose(const Situation& now);
    std::optional<Candidate> follow(const Situation& now);
    std::optional<Candidate> awaitWord(const Situation& now, const std::optional<Candidate>& followed);
    std::optional<Candidate> wordOf(const Situation& now, const std::optional<Candidate>& followed);
    std::optional<Candidate> chosenOf(const Situation& now);
    std::optional<Candidate> letByHand(const Situation& now);
    bool isPacing(const Situation& now);          // slow motion: the next operation is not due yet
    bool fitsCourse(const Candidate& candidate);  // false: the run is being ended for it
    void go(const Situation& now, const Candidate& chosen);
    void passTime(const Situation& now);
    void fire(const Situation& now, const Standing& earliest);
    bool standAtTrouble();  // stepped, where nobody can go; false: there is none
    bool isTooEarlyFor(const Standing& earliest);
    void tryRefuted(const Situation& now);
    void grant(const Standing& chosen, Grant how);
    void letAllGo();
    void tell(const Situation& now, const std::optional<Candidate>& followed = {});
    void tellChoosing();
    void sleep(Span atMost) { m_keeper.sleep(m_keeper.glance(), atMost); }

    Engine& m_engine;
    GateKeeper m_keeper;
    Stillness m_stillness;
    Departures m_departures;
    Divergences m_divergences;
    BreakpointWatch m_breakpoints;
    Looks m_looks;
    Guide m_guide;
    Course m_course;
    HeldTime m_time;
    bool m_isToLetGo = false;  // all of them: the run is to be free
    bool m_wasFree = false;    // for a while
};

}  // namespace heddle
