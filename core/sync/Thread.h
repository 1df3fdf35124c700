// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/event/Op.h"
#include "core/sync/Callable.h"

#include <memory>
#include <string>

namespace heddle {

// A real POSIX thread that runs a callable. Python: threading.Thread. Starts when it is made; its destructor
// joins. An exception that leaves the body ends the thread, not the program: it is told on stderr and as the
// outcome `error` of its end. Into a container it is pushed, not emplaced: the line that emplace_back would
// tell is one of the standard library's. Thread: one owner.
class Thread {
public:
    using Site = SourceLocation;
    Thread() = default;  // stands for no thread
    Thread(std::string name, Callable<void> body, Site where = Site::current());
    // Of library depth: it works on behalf of a primitive, and is let go by itself in held modes.
    Thread(Depth depth, std::string name, Callable<void> body, Site where);
    explicit Thread(Callable<void> body,
                    Site where = Site::current());  // named "thread-1", "thread-2", …
    Thread(Thread&&) noexcept = default;
    Thread& operator=(Thread&& other) noexcept;
    ~Thread();

    Outcome outcome() const;                  // of its start: ok, or refused when the kernel gave no thread
    void join(Site where = Site::current());  // waits until it has ended; nothing when it was joined already
    bool isJoinable() const { return m_state != nullptr; }
    const std::string& name() const;

private:
    struct State;
    static void* run(void* state);
    std::shared_ptr<State> m_state;
    std::string m_name;
    Outcome m_outcome = Outcome::invalid;
};

}  // namespace heddle
