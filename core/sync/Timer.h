// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace heddle {

// Runs a callable after a delay, in a thread of its own, unless it is cancelled before. Python:
// threading.Timer. In held modes the delay is virtual time. Its destructor waits for the thread: until the
// time has come, or it is cancelled. Thread: any may cancel; else one owner.
class Timer {
public:
    using Site = SourceLocation;
    Timer(std::string name, std::chrono::nanoseconds delay, std::function<void()> body);
    Timer(Timer&&) noexcept = default;
    Timer& operator=(Timer&&) = delete;
    ~Timer();

    bool start(Site where = Site::current());   // false when it was started already (event: failed, invalid)
    bool cancel(Site where = Site::current());  // false when its time has come already (failed, refused)
    void join(Site where = Site::current());    // waits until its thread has ended; nothing before start()

private:
    struct State;
    static void run(const std::shared_ptr<State>& state);
    std::shared_ptr<State> m_state;
};

}  // namespace heddle
