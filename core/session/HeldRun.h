// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/schedule/Chooser.h"
#include "core/schedule/Schedule.h"
#include "core/session/Engine.h"
#include "core/session/Standing.h"

#include <map>

namespace heddle {

// A run in which one worker goes at a time, and the chooser says which. Keeper, collector, merger and world
// are this one thread, on the CPU on which the program runs. Thread: collector only.
class HeldRun final : public Engine {
public:
    HeldRun(const RunRequest& request, std::shared_ptr<Trace> trace, std::unique_ptr<Program> program,
            std::unique_ptr<Saver> saver)
        : Engine(request, std::move(trace), std::move(program), std::move(saver)),
          m_keeper(m_program->page()), m_chooser(makeChooser(m_request.choosing)) {}

private:
    void turn() override;
    void heard(const Event& event, std::string_view text) override;
    void fillFacts(RunFacts& facts) const override;

    bool hasStopped() const;  // the one that was let go stands again, has ended or is dead
    bool isAllStill() const;
    bool anyRingIsFull() const;
    bool awaitStillness();             // until nobody runs; false: look outside first
    std::vector<Standing> standing();  // all that stand, by worker
    void grantOne();
    void grant(const Standing& chosen, Grant how);
    std::vector<Candidate> candidatesOf(const std::vector<Standing>& standing) const;
    static std::optional<Candidate> eagerOf(const std::vector<Candidate>& candidates,
                                            const std::vector<Standing>& standing);
    bool mayTryAgain(const Standing& waiting) const;
    bool fireEarliest(const std::vector<Standing>& standing);
    void awaitDeath(ProcessId process, Span atMost);
    void checkDivergence(const Event& event);

    GateKeeper m_keeper;
    std::unique_ptr<Chooser> m_chooser;
    Schedule m_schedule;
    VirtualClock m_clock;
    std::map<WorkerId, std::uint64_t> m_waitsSince;  // event count of the world when it last began to wait
    std::optional<Standing> m_running;               // whom the last grant let go
    std::optional<WorkerId> m_expectedToGo;          // the model said that this one would not wait
    std::optional<ObjectId> m_struck;                // a process handle that was just sent a signal
    bool m_isKill = false;
    std::uint64_t m_divergences = 0;
};

}  // namespace heddle
