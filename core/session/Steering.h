// SPDX-License-Identifier: MIT
// Where orders for a run that goes on are left, and what it tells of itself to whoever gives them.
#pragma once

#include "core/base/Lock.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/session/Breakpoint.h"
#include "core/session/Choices.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

class Names;

// What is to be done; each at most once, the last of its kind counts.
struct Orders {
    struct Choose {
        Choosing choosing;
        std::optional<double> operationsPerSecond;
    };
    std::optional<WorkerId> let;
    bool isNextLet = false;  // whom the chooser says
    std::optional<Choose> choose;
    std::optional<std::vector<Breakpoint>> breakpoints;
};

// Thread: any. An order is left here and its engine poked; the engine takes it where nobody runs.
class Steering {
public:
    // -- for whoever watches
    Result<void> let(WorkerId worker, const Names& names);  // one sentence when that cannot be
    Result<void> letNext();                                 // in turn said likewise
    Result<void> setChoosing(const Choosing& choosing, std::optional<double> operationsPerSecond);
    Result<void> setBreakpoints(std::vector<Breakpoint> breakpoints);
    Choices choices() const;
    Choices awaitChange(std::uint64_t seen,
                        Span atMost) const;  // until version is another, or the time is up

    // -- for the engine
    void begin(std::function<void()> poke);  // wakes the engine, which may be asleep; called on any thread
    bool hasOrders() const { return m_hasOrders.load(std::memory_order_acquire); }
    Orders take();
    void publish(Choices choices);  // tells whoever waits if it is not what was told before
    void end();                     // nothing is heard any more

private:
    void changed() HEDDLE_REQUIRES(m_lock);
    std::optional<std::string> whyNobodyIsLet() const HEDDLE_REQUIRES(m_lock);
    Result<void> isLet(const std::function<void(Orders&)>& write) HEDDLE_REQUIRES(m_lock);
    Result<void> order(const std::function<void(Orders&)>& write) HEDDLE_REQUIRES(m_lock);

    mutable Lock m_lock;
    mutable std::condition_variable_any m_bell;
    std::function<void()> m_poke HEDDLE_GUARDED_BY(m_lock);
    Orders m_orders HEDDLE_GUARDED_BY(m_lock);
    Choices m_choices HEDDLE_GUARDED_BY(m_lock);
    std::atomic<bool> m_hasOrders{false};
};

}  // namespace heddle
