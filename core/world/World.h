// SPDX-License-Identifier: MIT
// The state of everything at one instant: what each worker does, what each queue holds, who owns each lock.
#pragma once

#include "core/event/Event.h"
#include "core/trace/Names.h"
#include "core/world/CopyOnWrite.h"
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
};

struct QueueState {
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
struct HandleState {  // of a thread or process
    WorkerId worker;  // whom it stands for; none before its start
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
    std::uint64_t lastEvent = 0;  // count of events of the world when one last touched it
};

// May the operation that a worker has called, or waits in, be done now?
enum class Possible : std::uint8_t { yes, no, may };  // may: the kernel decides, the try is the truth

class World {
public:
    explicit World(const Names& names) : m_names(&names) {}  // names outlive it

    const WorkerState* worker(WorkerId) const;  // nullptr: nothing was heard of it yet
    const ObjectState* object(ObjectId) const;
    std::vector<WorkerId> workers() const;  // in order of id
    std::vector<ObjectId> objects() const;
    std::uint64_t eventCount() const { return m_eventCount; }
    std::int64_t step() const { return m_step; }
    Instant instant() const { return m_instant; }
    Possible possible(WorkerId) const;
    const Names& names() const { return *m_names; }

    // The fold. `text` is the event's own. An event that contradicts the model is taken as it is told (facts
    // win) and counted in contradictions().
    friend World after(World world, const Event& event, std::string_view text);
    std::uint64_t contradictions() const { return m_contradictions; }

private:
    friend class WorldFold;
    const Names* m_names;
    SharedTable<WorkerState> m_workers;
    SharedTable<ObjectState> m_objects;
    std::uint64_t m_eventCount = 0;
    std::uint64_t m_contradictions = 0;
    std::int64_t m_step = 0;
    Instant m_instant;
};

World after(World world, const Event& event, std::string_view text);

}  // namespace heddle
