// SPDX-License-Identifier: MIT
// What is wrong with a world or a run, in sentences that name the workers and objects which prove it. Each
// kind of verdict has a file of its own; here they are asked one after the other.
#pragma once

#include "core/trace/RunFacts.h"
#include "core/trace/Trace.h"
#include "core/world/World.h"

#include <memory>
#include <optional>
#include <vector>

namespace heddle {

struct Told;

// What keeps a run from going on, in the world in which it stands still. Empty while anything can still
// happen but for a deadlock, which no other worker can undo. Thread: any.
std::vector<Verdict> troublesAtEnd(const World& world);

// What is known of a run beside its trace.
struct RunEnd {
    std::vector<Verdict> standstill;   // troublesAtEnd() that ended it
    bool isByItself = true;            // nobody ended it: what it left behind it left itself
    bool isWhole = true;               // else an event that is not there may have put two in an order
    std::optional<std::size_t> until;  // events behind these tell only how it was ended
};

// What looking back over a trace finds, as it grows: told its events one after the other, it can be asked
// behind each. Some 0.1 us an event. Thread: one owner, who need not be the trace's writer.
class Insight {
public:
    explicit Insight(std::shared_ptr<const Trace> trace);
    ~Insight();

    // -- tell it
    void hear(std::size_t until);  // on to so many events of the trace, or to its end
    std::size_t heard() const { return m_heard; }

    // -- ask it
    // What has become true since it was asked last, and is so still. A lock of the dead may be released after
    // all by somebody else; nothing else that is told here is ever taken back.
    std::vector<Verdict> takeNews();
    // Lost wake-ups are known only where a run stands still for good (troublesAtEnd()).
    std::vector<Verdict> atStandstill(const std::vector<Verdict>& standstill) const;
    // All that there is to say: troubles by the step at which they became true, then notes.
    std::vector<Verdict> atEnd(const RunEnd& end) const;

private:
    struct Watchers;
    void hear(const Told& told);

    std::shared_ptr<const Trace> m_trace;
    std::unique_ptr<Watchers> m_watchers;
    std::size_t m_heard = 0;
};

// The same of a whole trace, at once. Thread: any.
std::vector<Verdict> insightInto(std::shared_ptr<const Trace> trace, const RunEnd& end);

}  // namespace heddle
