// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/Standing.h"

#include <optional>
#include <vector>

namespace heddle {

// Nobody can go for all that the model knows. But who waits in the kernel may be served by one whom Heddle
// does not see, or past it: before time passes or a verdict falls each of them looks once, by worker.
// Thread: collector only.
class Looks {
public:
    // -- tell it
    void isAsked(const Standing& one);
    void heard(const Event& event);        // each event of the trace
    void beginAnew() { m_lookedAt = {}; }  // somebody could go, or time passes: all are to look again
    void forget() { m_asked.reset(); }     // whatever it finds, it is nobody's grant

    // -- ask it
    const Standing* next(const std::vector<Standing>& standing) const;  // nullptr: all have looked
    std::optional<Candidate> takeFound();  // who was served, and so was granted by what it found

private:
    std::optional<Standing> m_asked;  // the last
    bool m_hasFound = false;          // and was served
    WorkerId m_lookedAt;              // so far they have looked
};

}  // namespace heddle
