// SPDX-License-Identifier: MIT
#pragma once

#include "core/collect/Collector.h"
#include "core/session/Standing.h"

#include <optional>

namespace heddle {

// Both times of a held run: the virtual one of those who wait for a deadline, and the real one, which counts
// only while somebody runs. Thread: collector only.
class HeldTime {
public:
    explicit HeldTime(Collector& collector) : m_collector(collector) {}  // outlives this

    // -- tell it
    void stands() { m_collector.standStill(); }  // nobody runs from here on, unless it stands already
    void goesOn() { m_collector.goOn(); }        // what has passed meanwhile does not count
    void isGranted();                            // somebody goes
    VirtualClock& clock() { return m_clock; }

    // While somebody who was set aside computes, virtual time passes no faster than real time.
    bool isTooEarlyFor(const Standing& earliest);

private:
    Collector& m_collector;
    VirtualClock m_clock;
    std::optional<Instant> m_waitsSince;  // nobody can go but those who compute, set aside
};

}  // namespace heddle
