// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C and its kin, taken as a wish: the run is ended and saved before this process goes.
#pragma once

#include "core/base/FileDescriptor.h"

#include <atomic>
#include <csignal>
#include <functional>
#include <optional>
#include <thread>

namespace heddle {

// From its making, SIGINT, SIGTERM, SIGHUP and SIGPIPE are blocked in the calling thread and in those that it
// starts from then on: make it before the run. Thread: one owner.
class EndingSignals {
public:
    EndingSignals();
    ~EndingSignals();
    EndingSignals(const EndingSignals&) = delete;
    EndingSignals& operator=(const EndingSignals&) = delete;

    // From now on, and for what has come already. `whenAsked` is called once, on a thread of this object's
    // own; after that a second Ctrl+C ends this process at once, as it does everywhere else.
    void watch(std::function<void()> whenAsked);

    std::optional<int> received() const;  // the first signal

private:
    void listen();

    sigset_t m_signals{}, m_before{};
    FileDescriptor m_source, m_goodbye;
    std::function<void()> m_whenAsked;
    std::atomic<int> m_received{0};
    std::jthread m_listener;
};

}  // namespace heddle
