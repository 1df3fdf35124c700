// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schedule/Replay.h"
#include "core/session/Choices.h"
#include "core/trace/Describe.h"
#include "core/trace/Filter.h"
#include "core/world/Snapshots.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// What is printed of a run that is stepped by hand: its workers with numbers that they keep, and what has
// happened. Thread: one owner.
class StepList {
public:
    explicit StepList(Depth steps) : m_steps(steps) {}

    // -- tell it
    void show(std::shared_ptr<const Trace> trace);  // of another run, nothing of which is news
    void skipNews(const Choices& choices) { m_told = choices.events; }

    // -- ask it
    std::string news(std::size_t events);  // a line for each step up to so many, since it was asked last
    std::string newsOfEnd(const RunFacts& facts);  // the rest; not whom Heddle ended with the run
    std::string why(const Choices& choices);       // it stands, if for a breakpoint; else ""
    std::string rows(const Choices& choices);
    std::optional<WorkerId> numbered(const std::string& number) const;
    std::string whyNot(const Choices& choices, WorkerId worker);  // it cannot be let go; "": it can

    // -- looking back: at places, of which 0 is ahead of all. A place is behind a step; where the library's
    // depth is stepped, behind a grant.
    std::int64_t placeOf(const Choices& choices) const;
    std::int64_t stepAt(std::int64_t place) const;
    std::string wordsFor(std::int64_t place) const;  // "step 7", "grant 12"
    std::string worldAt(std::int64_t place);
    std::string whyNotThere(std::int64_t place, WorkerId worker);  // it could not be let go; "": it could
    ReplayOrder orderUpTo(std::int64_t place) const;
    // The next place that the filter matches what led to, or the one before; none: there is no other.
    std::optional<std::int64_t> match(const Filter& filter, std::int64_t from, bool isForward);

private:
    std::size_t eventsAt(std::int64_t place) const;
    std::int64_t places() const;
    std::optional<std::size_t> eventOf(std::int64_t place) const;  // the one to tell of
    std::string row(std::size_t number, const WorkerChoice& choice, const WorkerInfo* info);
    std::string next(const WorkerChoice& choice);

    const Depth m_steps;
    std::shared_ptr<const Trace> m_trace;
    std::optional<Describer> m_describer;
    std::optional<Snapshots> m_snapshots;
    std::vector<WorkerId> m_numbers;  // 1 is the first
    std::size_t m_told = 0;           // events
};

}  // namespace heddle
