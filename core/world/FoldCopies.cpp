// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

constexpr int mostForks = 64;  // within forks; a hostile file may tell of a circle

bool isCopiedByFork(ObjectKind kind) {
    return kind == ObjectKind::queue || kind == ObjectKind::lifoQueue || kind == ObjectKind::priorityQueue ||
           kind == ObjectKind::mutex || kind == ObjectKind::recursiveMutex ||
           kind == ObjectKind::readWriteLock || kind == ObjectKind::semaphore ||
           kind == ObjectKind::boundedSemaphore || kind == ObjectKind::eventFlag ||
           kind == ObjectKind::barrier || kind == ObjectKind::shared;
}

CopiedState copiedOf(const ObjectState& object) {
    return {object.queue,           object.mutex, object.semaphore, object.flag, object.barrier.isBroken,
            object.readers.reading, object.shared};
}

// The items in it are copies: whoever takes one receives no message.
void forgetMessages(QueueState& queue) {
    for (QueuedMessage item : std::exchange(queue.items, {})) {
        item.message = {};
        queue.items.join(std::move(item));
    }
}

}  // namespace

// What a child never uses stays as it was at the first fork, also for its own children.
void WorldFold::copyObjects(ObjectState& child, ProcessId parent) {
    if (const ObjectState* handle = handleOf(parent))
        child.handle.copies = handle->handle.copies;
    m_world.m_objects.forEach([&](const ObjectState& object) {
        const ObjectInfo* info = isCopiedByFork(object.kind) ? m_world.m_names->object(object.id) : nullptr;
        if (info != nullptr && processOf(info->maker) == parent)
            child.handle.copies[object.id] = copiedOf(object);
    });
}

void WorldFold::takeCopy(ObjectState& copy, const ObjectInfo& info) const {
    const ObjectState* original = m_world.object(info.copyOf);
    if (!isCopiedByFork(info.kind) || info.copyOf.isNone())
        return;
    const ProcessId process = processOf(info.maker);
    CopiedState copied;
    if (const ObjectState* handle = handleOf(process)) {
        const auto found = handle->handle.copies.find(info.copyOf);
        if (found == handle->handle.copies.end())
            return;  // nobody had touched it
        copied = found->second;
    } else if (original != nullptr) {
        copied = copiedOf(*original);  // of a fork that was no operation: as near as is known
    } else {
        return;
    }
    forgetMessages(copied.queue);
    copied.shared.copies.clear();  // of others: whoever forked has its own in what it computes
    copied.semaphore.holder = heirOf(copied.semaphore.holder, process);
    copied.mutex.owner = heirOf(copied.mutex.owner, process);
    for (WorkerId& reader : copied.reading)
        reader = heirOf(reader, process);
    copy.queue = std::move(copied.queue);
    copy.mutex = copied.mutex;
    copy.semaphore = copied.semaphore;
    copy.flag = copied.flag;
    copy.shared = std::move(copied.shared);
    copy.barrier.isBroken = copied.isBroken;
    copy.readers.reading = std::move(copied.reading);
}

// The thread that forked goes on in the child as its main thread, with what it holds; the others are not
// there.
WorkerId WorldFold::heirOf(WorkerId owner, ProcessId process) const {
    WorkerId main;
    m_world.m_workers.forEach([&](const WorkerState& state) {
        const WorkerInfo* info = state.process == process ? m_world.m_names->worker(state.id) : nullptr;
        if (info != nullptr && info->kind == WorkerKind::process)
            main = state.id;
    });
    const WorkerInfo* heir = m_world.m_names->worker(main);
    for (int i = 0; i < mostForks && heir != nullptr && heir->kind == WorkerKind::process; ++i) {
        if (heir->parent == owner && !owner.isNone())
            return main;
        heir = m_world.m_names->worker(heir->parent);
    }
    return owner;
}

}  // namespace heddle
