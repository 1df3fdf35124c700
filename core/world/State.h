// SPDX-License-Identifier: MIT
// What a world says of one worker and of one object.
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"
#include "core/event/Op.h"
#include "core/world/MessageLine.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

enum class Doing : std::uint8_t { notStarted, running, calls, waits, ended, died };

struct WorkerState {
    WorkerId id;
    ProcessId process;
    Doing doing = Doing::notStarted;
    Op op = Op::none;  // the operation called or waited in, program depth first; none while running
    ObjectId object;   // of that operation
    std::uint32_t operation = 0;    // its number; 0 while running
    std::uint64_t event = 0;        // index of the event that said so first
    SiteId site;                    // the line of the last event
    std::int64_t value = 0;         // of the operation called
    Instant since;                  // when it began to do so
    std::int64_t exitCode = 0;      // once ended: exit code of a process; 128 + signal when killed
    Outcome outcome = Outcome::ok;  // of its end
    bool mayTimeOut = false;        // the wait ends by itself, some time
    ObjectId gaveBack;              // the mutex that it last released inside an operation,
    std::uint32_t gaveBackIn = 0;   // and that operation
    ObjectId askedOf;               // the manager that it asked last,
    std::int64_t requests = 0;      // what it asked and nobody has taken,
    std::int64_t replies = 0;       // and what it was answered and has not taken
};

// A queue between processes, as one process has it.
struct FeedSide {
    std::int64_t buffered = 0;      // put, and not yet taken by its feeder
    std::int64_t inHand = 0;        // taken by its feeder, and not yet written whole
    std::int64_t bytesWritten = 0;  // of what is in hand
    bool isClosed = false;
    bool hasEnded = false;  // its feeder
};
struct FeedState {
    std::map<ProcessId, FeedSide> sides;
    std::int64_t placesTaken = 0;  // of its semaphore
    std::int64_t bytesInPipe = 0;
    bool isPipeFull = false;  // a write did not go on, and nothing was read since
    WorkerId reader, writer;  // who is within a message
};
struct QueueState {
    FeedState feed;                        // of one between processes, told at library depth
    MessageLine items;                     // the next to leave first
    std::optional<std::int64_t> capacity;  // none: unbounded
    std::int64_t unfinished = 0;
    bool isClosed = false;
};
struct MutexState {
    WorkerId owner;  // none: free
};
struct ConditionState {
    ObjectId mutex;
    std::vector<WorkerId> sleepers;  // in line
    std::vector<WorkerId> notified;  // told, not yet gone on
};
struct SharedState {
    std::int64_t value = 0;
    std::string text;
    std::map<WorkerId, std::int64_t> copies;  // what each worker last loaded, until it stores
};
struct PipeEndState {
    ObjectId peer;
    MessageLine inFlight;  // sent from here, not yet received at the peer; value is its bytes
    std::int64_t bytesInFlight = 0;
    std::int64_t bytesTaken = 0;    // of the first in flight: these have arrived, the rest has not
    std::vector<ProcessId> openIn;  // the processes that hold this end open
    bool canRead = true, canWrite = true;
};
struct ManagerState {
    ProcessId server;
    std::int64_t connecting = 0;  // connections that were not yet accepted
    bool isStopping = false;
};
struct ManagedState {                            // as its manager's process tells it
    std::map<std::string, std::string> entries;  // dict, namespace
    std::vector<std::string> items;              // list, queue
    std::string value;
    WorkerId owner;  // of a lock; none: free
};
struct HandleState {  // of a thread or process
    WorkerId worker;  // whom it stands for; none before it began
    bool hasEnded = false;
    bool isJoined = false;
    std::int64_t exitCode = 0;
    bool hasStarted = false;
    std::vector<ObjectId> inherits;  // of a process not yet begun: the pipe ends that it will hold open
};

// Thread: any (a value; copies share what did not change).
struct ObjectState {
    ObjectId id;
    ObjectKind kind = ObjectKind::none;
    std::vector<WorkerId> line;  // who waits here, in the order in which they began to
    QueueState queue;            // the one that fits `kind` is meaningful
    MutexState mutex;
    ConditionState condition;
    SharedState shared;
    PipeEndState pipeEnd;
    HandleState handle;
    ManagerState manager;
    ManagedState managed;
    std::uint64_t lastEvent = 0;  // count of events of the world when one last touched it
};

}  // namespace heddle
