// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/SourceLocation.h"
#include "core/probe/Latch.h"
#include "core/probe/Operation.h"
#include "core/sync/Received.h"

#include <chrono>
#include <optional>
#include <string>

namespace heddle {

// Where a signal to this process ends up, instead of interrupting whoever runs: a worker takes it, and runs
// what the program has for it. Python: signal.sigwait; its handlers too run in one thread, between two steps.
// As in the kernel a signal that was sent several times before it is taken comes once.
// Make it before the threads that are not to be interrupted: it blocks the signal in the thread that makes
// it, and in those that this one starts. A process started later has an inbox of its own. When it goes away
// it unblocks the signal in the thread that destroys it, and what came and was not taken goes with it; what
// comes behind that does again what it does by default. Thread: any.
class SignalInbox {
public:
    using Site = SourceLocation;
    explicit SignalInbox(int signal, std::string name = {});  // 1 to 31, but neither SIGKILL nor SIGSTOP
    ~SignalInbox();
    SignalInbox(const SignalInbox&) = delete;
    SignalInbox& operator=(const SignalInbox&) = delete;

    // Of its making: ok, invalid for a signal that cannot be taken, refused when the kernel has no
    // descriptor.
    Outcome outcome() const { return m_outcome; }

    // The number of the signal; closed when it was closed, also while it waited.
    Received<int> take(Site where = Site::current());
    Received<int> tryTake(Site where = Site::current());                                   // or empty
    Received<int> takeFor(std::chrono::nanoseconds atMost, Site where = Site::current());  // or timeout
    void close(Site where = Site::current());

private:
    struct Found {
        bool isLast;  // it will not wait any more
        bool isClosed = false;
    };
    void touch();
    std::optional<int> takeArrived();
    std::optional<int> tryNow(Operation& operation, Found& found);
    void takesEffect(Operation& operation);
    Received<int> take(Patience patience, const Site& where);

    const int m_signal;
    Outcome m_outcome = Outcome::ok;
    bool m_wasBlocked = false;
    FileDescriptor m_arrivals;
    Latch m_latch;  // the signal is taken, by a read that never waits, and the taking numbered, at once
    bool m_isClosed = false;
    Object m_object;
};

}  // namespace heddle
