// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"
#include "core/session/Aside.h"
#include "core/session/Engine.h"
#include "core/session/Standing.h"

namespace heddle {

// A run in which one worker goes at a time, and the chooser says which. Keeper, collector, merger and world
// are this one thread, on the CPU on which the program runs. Thread: collector only.
class HeldRun final : public Engine {
public:
    HeldRun(const RunRequest& request, std::shared_ptr<Trace> trace, std::unique_ptr<Program> program,
            std::unique_ptr<Saver> saver)
        : Engine(request, std::move(trace), std::move(program), std::move(saver)),
          m_keeper(m_program->page()),
          m_chooser(m_request.chooser ? m_request.chooser : makeChooser(m_request.choosing)) {
        if (m_request.replay)
            m_replay.emplace(*m_request.replay);
    }

private:
    void turn() override;
    void heard(const Event& event, std::string_view text) override;
    void timeGoesOn() override;  // what has passed since all stood still does not count
    void fillFacts(RunFacts& facts) const override;

    bool hasStopped() const;  // the one that was let go stands again, has ended, is dead or set aside
    bool isAllStill();        // but for those who were set aside
    std::vector<Away> away() const;
    bool anyRingIsFull() const;
    bool awaitStillness();             // until nobody runs; false: look outside first
    std::vector<Standing> standing();  // all that stand, by worker
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
    void awaitWhatIsEnding();
    void awaitDeath(ProcessId process, Span atMost);
    void awaitTask(std::int32_t pid, std::int32_t tid);
    bool holdsRobustMutex(WorkerId worker) const;
    void checkDivergence(const Event& event);

    struct Struck {  // a process handle that was just sent a signal; 0: none was
        ObjectId handle;
        int signal = 0;
    };

    GateKeeper m_keeper;
    std::shared_ptr<Chooser> m_chooser;
    std::optional<Replay> m_replay;
    Instant m_nextIsDue;  // in slow motion
    Schedule m_schedule;
    VirtualClock m_clock;
    std::optional<Instant> m_stillSince;  // by the collector's clock; empty: somebody runs
    Span m_held;
    Aside m_aside;
    std::optional<Instant> m_waitsForTime;   // since when nobody can go but those who compute, set aside
    std::optional<Standing> m_running;       // whom the last grant let go
    std::optional<WorkerId> m_expectedToGo;  // the model said that this one would not wait
    Struck m_struck;
    std::optional<WorkerId> m_leaves;  // a thread that has just ended, and held what the kernel takes back
    std::optional<Standing> m_looks;   // who was asked to look whether the kernel serves it
    bool m_hasFound = false;           // and was served
    WorkerId m_lookedAt;               // so far they have looked, since somebody could go or time passed
    std::uint64_t m_divergences = 0;
};

}  // namespace heddle
