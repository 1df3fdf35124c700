// SPDX-License-Identifier: GPL-3.0-or-later
// Who and what a run brings onto the stage, and who uses what: gathered once from the trace while it grows.
#pragma once

#include "app/stage/Guards.h"
#include "core/event/Event.h"
#include "core/event/ThingKind.h"
#include "core/event/ThingUse.h"
#include "core/trace/Trace.h"

#include <QString>

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace heddle {

struct StageWorker {
    WorkerId id;
    WorkerId parent;
    ProcessId process;
    Depth depth = Depth::program;
    QString name, path;
    bool isRoot = false;
    ObjectId handle;  // what others join
};

struct StageThing {
    ThingKind kind = ThingKind::other;
    ObjectKind objectKind = ObjectKind::none;
    std::vector<ObjectId> objects;  // one; or both ends of a pipe or connection
    QString name, path;
    std::optional<std::int64_t> capacity;
    std::optional<ProcessId> keeper;  // the process that keeps it for others
    Depth depth = Depth::system;      // from which on it is used
    // From its objects, of a pipe or connection: a worker that sends there, by its place.
    std::array<std::optional<std::uint32_t>, 2> senders{};
    bool isOfProgram = false;  // made by a worker of program depth; who uses it may come later
};

// Deeper than a program sees it a queue between processes is drawn as it is inside.
inline bool isOpened(const StageThing& thing, Depth depth) {
    return thing.objectKind == ObjectKind::processQueue && depth != Depth::program;
}

struct StageUse : ThingUse {
    std::uint32_t worker = 0, thing = 0;  // places in workers() and things()
};

struct StageProcess {
    QString name;
    int pid = 0;
    bool isKeeper = false;  // of objects for others: it is a frame, and no worker
    WorkerId main;
};

// Thread: GUI only.
class StageCast {
public:
    void setTrace(std::shared_ptr<const Trace> trace);
    // Reads what was published since the last call, as much as a frame has time for; true while there is
    // more.
    bool catchUp(std::size_t atMost = std::numeric_limits<std::size_t>::max());

    const std::shared_ptr<const Trace>& trace() const { return m_trace; }  // null: nothing to show
    const std::vector<StageWorker>& workers() const { return m_workers; }  // in order of appearance
    const std::vector<StageThing>& things() const { return m_things; }
    const std::vector<StageUse>& uses() const { return m_uses; }
    std::size_t revision() const { return m_revision; }  // grows when anything of these has changed
    std::optional<std::uint32_t> workerOf(WorkerId worker) const;
    std::optional<std::uint32_t> thingOf(ObjectId object) const;
    std::vector<std::uint32_t> guardedBy(const StageThing& lock) const;       // places in things()
    bool mayGuard(const StageThing& lock, const StageThing& variable) const;  // so far
    std::vector<ProcessId> processesThatGive(std::uint32_t thing) const;      // in it, each once
    const StageWorker* workerOf(ObjectId handle) const;
    const StageProcess* process(ProcessId process) const;
    std::size_t processCount() const { return m_processes.size(); }

private:
    void meetWorkers();
    void meetMade();
    void read(const Event& event);
    void readUse(const Event& event, std::uint32_t worker, std::uint32_t thing, int given, int side = 0);
    void readConnection(const Event& event);
    void becomeKeeper(ProcessId process);
    std::optional<std::uint32_t> meetThing(ObjectId object);

    std::shared_ptr<const Trace> m_trace;
    std::size_t m_read = 0, m_namesSeen = 0, m_objectsSeen = 0, m_revision = 0;
    std::vector<StageWorker> m_workers;
    std::vector<StageThing> m_things;
    std::vector<StageUse> m_uses;
    std::unordered_map<WorkerId, std::uint32_t> m_workerPlaces;
    std::unordered_map<ObjectId, std::optional<std::uint32_t>> m_thingPlaces;  // none: no thing
    std::unordered_map<std::uint64_t, std::uint32_t> m_usePlaces;
    Guards m_guards;
    std::map<ProcessId, StageProcess> m_processes;
    std::unordered_map<MessageId, ObjectId> m_connecting;  // connected, not yet accepted
};

}  // namespace heddle
