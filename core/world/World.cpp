// SPDX-License-Identifier: MIT
#include "core/world/World.h"
#include "core/world/WorldFold.h"

namespace heddle {

const WorkerState* World::worker(WorkerId id) const {
    return m_workers.find(id.number);
}

const ObjectState* World::object(ObjectId id) const {
    return m_objects.find(id.number);
}

std::vector<WorkerId> World::workers() const {
    std::vector<WorkerId> ids;
    m_workers.forEach([&](const WorkerState& worker) { ids.push_back(worker.id); });
    return ids;
}

std::vector<ObjectId> World::objects() const {
    std::vector<ObjectId> ids;
    m_objects.forEach([&](const ObjectState& object) { ids.push_back(object.id); });
    return ids;
}

World after(World world, const Event& event, std::string_view text) {
    WorldFold(world, event, text).fold();
    return world;
}

}  // namespace heddle
