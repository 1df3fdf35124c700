// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

namespace heddle {

// So much time of a frame for what can go on in the next: how much gets done in it hangs on the machine, how
// long a frame is held up does not. Thread: any.
class FrameBudget {
public:
    explicit FrameBudget(Span span) : m_end(monotonicNow() + span) {}
    bool isSpent() const { return monotonicNow() >= m_end; }

private:
    Instant m_end;
};

}  // namespace heddle
