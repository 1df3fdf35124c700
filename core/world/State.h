// SPDX-License-Identifier: MIT
// What a world says of one object; of one worker: WorkerState.h.
#pragma once

#include "core/base/Id.h"
#include "core/base/Time.h"
#include "core/event/Op.h"
#include "core/world/ManagerState.h"
#include "core/world/QueueState.h"
#include "core/world/SyncState.h"
#include "core/world/WorkerState.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct MutexState {
    WorkerId owner;          // none: free. Of a read-write lock: who writes
    std::int64_t depth = 0;  // of a recursive one: how often its owner holds it
};
struct ConditionState {
    ObjectId mutex;
    std::vector<WorkerId> sleepers;  // in line
    std::vector<WorkerId> notified;  // told, not yet gone on
};
struct SharedState {
    bool isKnown = false;  // else what it holds was neither told with its making nor found by anybody
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
struct SocketState {                                // besides what a stream's end has in PipeEndState
    bool isConnected = false, hasShutDown = false;  // hasShutDown: it sends no more
    bool hasShutDownReceiving = false;
    ObjectId listener;  // of an end that connected: where; none: not watched
    // Of a listener.
    bool isListening = false;
    std::int64_t backlog = 0;  // as it was asked for; the kernel lets one more in
    MessageLine waiting;       // connections that wait to be accepted; value is the end that connected
    std::int64_t accepted = 0;
    std::int64_t dropped = 0;  // of datagrams, which lie in QueueState: overtaken by one that came
};
struct CopiedState {  // what a fork copies of an object within one process; who waits there is not copied
    QueueState queue;
    MutexState mutex;
    SemaphoreState semaphore;
    FlagState flag;
    bool isBroken = false;
    std::vector<WorkerId> reading;
    SharedState shared;
};
struct HandleState {  // of a thread or process
    WorkerId worker;  // whom it stands for; none before it began
    bool hasEnded = false;
    bool isJoined = false;
    std::int64_t exitCode = 0;
    bool hasStarted = false;
    std::vector<ObjectId> inherits;  // of a process not yet begun: the pipe ends that it will hold open
    std::map<ObjectId, CopiedState> copies;  // of a process: what it has copies of, as it was at the fork
};

// Objects that are descriptors: inherited by a fork, and there until every process has closed them.
constexpr bool isHeldOpen(ObjectKind kind) {
    return kind == ObjectKind::pipeEnd || kind == ObjectKind::listener || kind == ObjectKind::socket ||
           kind == ObjectKind::byteEnd || kind == ObjectKind::udpSocket || kind == ObjectKind::datagramSocket;
}

// Thread: any (a value; copies share what did not change).
struct ObjectState {
    ObjectId id;
    ObjectKind kind = ObjectKind::none;
    std::vector<WorkerId> line;  // who waits here, in the order in which they began to
    QueueState queue;            // also of pools and futures; the one that fits `kind` is meaningful
    MutexState mutex;
    ConditionState condition;
    SharedState shared;
    PipeEndState pipeEnd;  // of a socket too: each end of a connection has what it sent in flight
    SocketState socket;
    HandleState handle;
    ManagerState manager;
    ManagedState managed;
    SemaphoreState semaphore;
    FlagState flag;
    BarrierState barrier;
    ReadersState readers;
    MemoryState memory;
    std::vector<WorkerId> letGo;  // in line still, but the event or barrier has let them go
    std::int64_t arrived() const { return static_cast<std::int64_t>(line.size() - letGo.size()); }
    std::uint64_t lastChange = 0;  // count of events of the world when one last may have changed its state
};

}  // namespace heddle
