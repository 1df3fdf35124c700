// SPDX-License-Identifier: MIT
// Who and what a page shows, and who uses what: the lanes of its timeline, the boxes of its stage.
#pragma once

#include "core/event/ThingKind.h"
#include "core/event/ThingUse.h"
#include "core/format/ExportRequest.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace heddle {

struct PageWorker {
    WorkerId id;
    ProcessId process;
    Depth depth = Depth::program;
};

struct PageThing {
    ThingKind shape = ThingKind::other;
    ObjectKind kind = ObjectKind::none;
    std::vector<ObjectId> objects;  // one; or both ends of a pipe or connection
    std::optional<std::int64_t> capacity;
    std::optional<ProcessId> keeper;   // the process that keeps it for others
    std::array<bool, 2> isSentFrom{};  // its objects, of a pipe or connection
};

// Places are numbers in workers() and things(). Thread: one owner.
class PageCast {
public:
    explicit PageCast(const ExportRequest& request);  // outlives it

    // -- tell it
    void read(const Event& event, bool isWanted);  // in order, also those ahead of what is wanted
    void finish();                                 // all were read: who is shown is known now

    // -- ask it
    const std::vector<PageWorker>& workers() const { return m_workers; }  // those of a process together
    const std::vector<PageThing>& things() const { return m_things; }
    const std::map<std::pair<std::uint32_t, std::uint32_t>, ThingUse>& uses() const { return m_placedUses; }
    std::optional<std::uint32_t> placeOf(WorkerId worker) const;
    std::optional<std::uint32_t> placeOf(ObjectId object) const;
    bool isKeeper(ProcessId process) const { return m_keepers.contains(process); }

private:
    std::optional<std::uint32_t> meet(ObjectId object);
    void use(const Event& event, std::uint32_t thing, int given, int side = 0);
    void readConnection(const Event& event);
    bool isShown(const WorkerInfo& worker) const;

    const ExportRequest& m_request;
    const Names& m_names;
    bool m_isWhole;  // no range: whoever is known is shown
    std::set<WorkerId> m_alive;
    std::vector<PageWorker> m_workers;
    std::vector<PageThing> m_things;
    std::map<std::pair<WorkerId, std::uint32_t>, ThingUse> m_uses;
    std::map<std::pair<std::uint32_t, std::uint32_t>, ThingUse> m_placedUses;
    std::unordered_map<WorkerId, std::uint32_t> m_workerPlaces;
    std::unordered_map<ObjectId, std::optional<std::uint32_t>> m_thingPlaces;  // none: no thing
    std::unordered_map<MessageId, ObjectId> m_connecting;                      // connected, not yet accepted
    std::set<ProcessId> m_keepers;
};

}  // namespace heddle
