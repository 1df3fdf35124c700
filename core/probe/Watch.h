// SPDX-License-Identifier: MIT
// Is this process watched, and by which run? The one place in Heddle with globals: a probe lives inside a
// program that it does not own, and has nobody to be handed to it. The probe whispers: no allocation, lock,
// exception, log or system call on the record path.
#pragma once

#include "core/base/Id.h"
#include "core/event/Op.h"
#include "core/probe/Latch.h"
#include "core/ring/Segment.h"

#include <atomic>
#include <string>

namespace heddle {

class Worker;

// Who a new thread or process is to be; written by the one that starts it, before it exists.
struct Newcomer {
    WorkerId id;       // taken from the run's page by the starter
    std::string path;  // the starter's path and its own name
    WorkerKind kind = WorkerKind::thread;
    WorkerId parent;
    ObjectId handle;  // the Thread or Process object
    Depth depth = Depth::program;
    FutexWord* standing =
        nullptr;  // set to 1 and woken when it stands at its first gate, or in free mode when attached
};

namespace watch {

enum class State : int { unknown, watched, unwatched };
extern std::atomic<State> state;
extern std::uint32_t generation;  // grows by one in the child of every fork: what it had is then another's
extern Latch adoption;  // one inherited object at a time becomes the child's; never held across a wait
extern thread_local bool hasSaidFarewell;  // its end was told: what the thread still does is not recorded
extern thread_local Worker* current;       // this thread's worker; nullptr: none yet, or unwatched

Worker* attachThisThread();  // slow path of thisWorker()
// Who tells that the process ends: this thread, if it is a worker or nobody is yet. Else nullptr: a thread
// that was never seen does not become a worker for that.
Worker* workerThatEnds();
ObjectId processHandle();  // of this process; none: nobody announced it
// This new thread, or child of a fork, is that one; attaches it. False: it cannot be watched, and must not
// run in a held run, where nobody would hold it.
[[nodiscard]] bool become(const Newcomer& newcomer);
void goesOnUnwatched();  // this thread, for want of a descriptor or of memory: counted, so that it is told
inline constexpr const char* refusal = "it could not be watched: no descriptor or no memory was left for it";
void goQuiet();   // Heddle is gone, or we found ourselves wrong: record nothing any more
RunPage* page();  // of the run; nullptr when unwatched

}  // namespace watch

// This thread's recorder, or nullptr when unwatched. Thread: any.
inline Worker* thisWorker() {
    if (watch::current) [[likely]]
        return watch::current;
    if (watch::state.load(std::memory_order_relaxed) == watch::State::unwatched) [[likely]]
        return nullptr;
    return watch::attachThisThread();
}

}  // namespace heddle
