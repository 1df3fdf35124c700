// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

void add(std::vector<ProcessId>& processes, ProcessId process) {
    if (!process.isNone() && std::ranges::find(processes, process) == processes.end())
        processes.push_back(process);
}

}  // namespace

std::int64_t WorldFold::sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t WorldFold::difference(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

// The message is under way from its first byte on: `waits` tells how many bytes have gone so far. One that
// tells nothing new has changed nothing: two that wait for room must not wake each other for ever.
void WorldFold::foldSend(ObjectState& object) {
    PipeEndState& end = object.pipeEnd;
    if (m_event.phase == Phase::failed) {
        end.canWrite &= m_event.outcome != Outcome::invalid;
        return;
    }
    QueuedMessage* underWay = m_event.message.isNone() ? nullptr : end.inFlight.edit(m_event.message);
    if (underWay == nullptr) {
        const bool isSentinel = (m_event.flags & Event::isSentinel) != 0;
        end.inFlight.join({m_event.message, m_event.value, m_event.worker, std::string(m_text), isSentinel});
        end.bytesInFlight = sum(end.bytesInFlight, m_event.value);
        if (m_event.value != 0)
            changes(object);
        return;
    }
    end.bytesInFlight = sum(end.bytesInFlight, difference(m_event.value, underWay->value));
    if (underWay->value != m_event.value)
        changes(object);
    underWay->value = m_event.value;
    if (!m_text.empty())
        underWay->text = m_text;
}

void WorldFold::foldReceive(ObjectState& object) {
    object.pipeEnd.canRead &= m_event.outcome != Outcome::invalid;
    ObjectState* sender = this->object(object.pipeEnd.peer);
    if (sender == nullptr || m_event.phase == Phase::failed)
        return;
    PipeEndState& from = sender->pipeEnd;
    if (m_event.phase == Phase::waits) {
        if (m_event.value == 0 || m_event.value == from.bytesTaken)
            return;  // nothing new; the first in flight may be half taken by another, whose turn it is
        changes(*sender);
        from.bytesInFlight = difference(from.bytesInFlight, difference(m_event.value, from.bytesTaken));
        from.bytesTaken = m_event.value;
        return;
    }
    const bool isFirst = !from.inFlight.empty() &&
                         (m_event.message.isNone() || from.inFlight.front().message == m_event.message);
    expect(isFirst);
    const auto taken = isFirst ? from.inFlight.begin() : from.inFlight.find(m_event.message);
    if (taken == from.inFlight.end())
        return;
    from.bytesInFlight = difference(from.bytesInFlight, difference(taken->value, from.bytesTaken));
    from.bytesTaken = 0;
    from.inFlight.leave(taken);
}

void WorldFold::foldClose(ObjectState& object) {
    const ProcessId process = processOf(m_event.worker);
    expect(letGo(object, process));
}

// Who waits at the other end may now find its end of file.
bool WorldFold::letGo(ObjectState& object, ProcessId process) {
    changes(object);
    return std::erase(object.pipeEnd.openIn, process) == 1;
}

void WorldFold::foldDivision(ObjectState& handle) {
    const ProcessId parent = processOf(m_event.worker);
    copyObjects(handle, parent);
    m_world.m_objects.forEach([&](const ObjectState& object) {
        if (isHeldOpen(object.kind) &&
            std::ranges::find(object.pipeEnd.openIn, parent) != object.pipeEnd.openIn.end())
            handle.handle.inherits.push_back(object.id);
    });
}

// Making a pipe is no event: its ends are there when one of them, or what was made later, is first touched.
// By then they may have been inherited. Numbers are given in order of making, so a process whose handle has a
// higher one was forked after the pipe was made.
void WorldFold::openPair(const ObjectInfo& info) {
    std::vector<ProcessId> holders;
    add(holders, processOf(info.maker));
    std::vector<ObjectId> unborn;
    m_world.m_objects.forEach([&](const ObjectState& object) {
        if (object.kind != ObjectKind::process || !object.handle.hasStarted || object.id < info.id)
            return;
        const ObjectInfo* handle = m_world.m_names->object(object.id);
        if (handle == nullptr || std::ranges::find(holders, processOf(handle->maker)) == holders.end())
            return;
        if (object.handle.worker.isNone())
            unborn.push_back(object.id);
        else
            add(holders, processOf(object.handle.worker));
    });
    if (m_event.object == info.id || m_event.object == info.peer)
        add(holders, processOf(m_event.worker));
    std::erase_if(holders, [&](ProcessId process) { return hasEnded(process); });
    for (const ObjectId id : {info.id, info.peer}) {
        if (id.isNone() || id.number >= SharedTable<ObjectState>::limit)
            continue;
        ObjectState state;
        state.id = id;
        state.kind = info.kind;
        state.pipeEnd.peer = id == info.id ? info.peer : info.id;
        state.pipeEnd.openIn = holders;
        m_world.m_objects.put(id.number, std::move(state));
        for (const ObjectId handle : unborn)
            m_world.m_objects.edit(handle.number)->handle.inherits.push_back(id);
    }
}

}  // namespace heddle
