// SPDX-License-Identifier: MIT
#pragma once

#include "core/schedule/Replay.h"
#include "core/session/RunRequest.h"
#include "core/trace/Trace.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace heddle {

// The way that a held run has gone so far, grant by grant, and the one of an earlier run that it follows.
// Thread: collector only.
class Course {
public:
    Course(const RunRequest& request, std::shared_ptr<Trace> trace);

    // -- tell it
    void append(const Candidate& granted);
    void leave() { m_followed.reset(); }  // from here on it goes a way of its own
    void isLetFree();                     // what comes behind that cannot be followed again

    // -- ask it
    std::size_t grants() const { return m_gone.size(); }
    bool isFollowing() const;  // the next to go is not the chooser's to say
    // Who goes next, following; none: whom the earlier run names cannot, or not with this operation.
    std::optional<Candidate> next(std::span<const Candidate> all) const;
    // False: it follows an earlier run, which went on otherwise. Also what no chooser chose came in its
    // order.
    bool allows(const Candidate& candidate) const;
    std::string objection() const;  // one sentence, of the next place
    void fillFacts(RunFacts& facts) const;

private:
    std::shared_ptr<Trace> m_trace;  // told of each grant at once
    std::optional<Replay> m_followed;
    Schedule m_gone;
    bool m_isFollowable;  // held from the start on, and so far
    std::optional<std::int64_t> m_letFreeAfterStep;
};

}  // namespace heddle
