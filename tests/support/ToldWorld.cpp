// SPDX-License-Identifier: MIT
#include "tests/support/ToldWorld.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace heddle {

ToldWorld worldOf(std::shared_ptr<const Trace> trace) {
    World world(trace->names());
    for (std::size_t i = 0; i < trace->size(); ++i)
        world = after(std::move(world), trace->event(i), trace->text(i));
    return {std::move(trace), std::move(world)};
}

WorkerId ToldWorld::workerId(std::string_view name) const {
    for (const WorkerInfo* info : trace->names().workers())
        if (info->name() == name || info->path == name)
            return info->id;
    throw std::invalid_argument("no worker is called " + std::string(name));
}

ObjectId ToldWorld::objectId(std::string_view name) const {
    for (const ObjectInfo* info : trace->names().objects())
        if (info->name() == name || info->path == name)
            return info->id;
    throw std::invalid_argument("no object is called " + std::string(name));
}

const WorkerState& ToldWorld::worker(std::string_view name) const {
    const WorkerState* state = world.worker(workerId(name));
    if (state == nullptr)
        throw std::invalid_argument(std::string(name) + " did nothing yet");
    return *state;
}

const ObjectState& ToldWorld::object(std::string_view name) const {
    const ObjectState* state = world.object(objectId(name));
    if (state == nullptr)
        throw std::invalid_argument("nobody touched " + std::string(name) + " yet");
    return *state;
}

}  // namespace heddle
