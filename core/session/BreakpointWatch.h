// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/Breakpoint.h"
#include "core/trace/Describe.h"
#include "core/trace/RunFacts.h"
#include "core/world/Insight.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace heddle {

// Looks at what happens for whoever set breakpoints. An operation is hit once by each: as soon as it is
// called, so that it can still be decided; at a later event of it if only that fits; and when it is to go on,
// if a breakpoint is set where it stands already. Thread: collector only.
class BreakpointWatch {
public:
    explicit BreakpointWatch(std::shared_ptr<const Trace> trace)
        : m_describer(trace), m_trace(std::move(trace)) {}

    // -- tell it
    void set(std::vector<Breakpoint> breakpoints);
    void heard(const Event& event);  // the last of the trace
    void wasFree();                  // what has happened until now is no hit
    // Is to go on. By hand it is: then that is no hit.
    std::optional<BreakpointHit> takeHitOf(WorkerId worker);
    // Nobody runs: is it in trouble? `drop` takes away what somebody may still end; of a trace that lost
    // events only standstills are told.
    void isStill(const World& world, const std::function<void(std::vector<Verdict>&)>& drop,
                 const std::function<bool()>& hasSeenAll);

    // -- ask it
    std::optional<BreakpointHit> takeHit() { return std::exchange(m_hit, std::nullopt); }  // the first since

private:
    struct Open {  // an operation that goes on, and the breakpoint that it has hit
        std::uint32_t operation = 0;
        std::size_t breakpoint = 0;
        bool operator==(const Open&) const = default;
    };

    struct Stood {  // an operation that was told to be called, or to wait
        std::uint32_t operation = 0;
        std::size_t event = 0;
    };

    void rememberWhere(const Event& event, std::size_t index);
    void skipTroubles();
    std::vector<Verdict> lookBack(const World& world, const std::vector<Verdict>& standstill);

    Describer m_describer;
    std::shared_ptr<const Trace> m_trace;
    std::optional<Insight> m_insight;  // while a trouble is waited for
    std::vector<Breakpoint> m_breakpoints;
    std::map<WorkerId, std::vector<Open>> m_open;
    std::map<WorkerId, Stood> m_stands;              // what each is about to do, or waits in
    std::map<WorkerId, BreakpointHit> m_hitsBefore;  // who stood already where a breakpoint came to be
    std::set<std::string> m_toldTroubles;
    std::uint64_t m_lookedAt = 0;  // events of the world at the last look for trouble
    std::optional<BreakpointHit> m_hit;
};

}  // namespace heddle
