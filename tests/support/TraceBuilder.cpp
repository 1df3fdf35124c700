// SPDX-License-Identifier: MIT
#include "tests/support/TraceBuilder.h"

#include <algorithm>
#include <utility>

namespace heddle {

TraceBuilder::TraceBuilder() : m_trace(std::make_shared<Trace>()) {}

WorkerId TraceBuilder::addWorker(std::string path, WorkerKind kind, WorkerId parent, Depth depth) {
    WorkerInfo info;
    info.id = WorkerId{static_cast<std::uint32_t>(m_workers.size() + 1)};
    info.kind = kind;
    info.depth = depth;
    info.parent = parent;
    if (!parent.isNone()) {
        const ObjectKind handle = kind == WorkerKind::process ? ObjectKind::process : ObjectKind::thread;
        info.handle = addObject(handle, path, parent);
    }
    const WorkerInfo* above = m_trace->names().worker(parent);
    info.process = kind == WorkerKind::thread && above != nullptr ? above->process : ProcessId{++m_processes};
    info.pid = 1000 + static_cast<std::int32_t>(info.process.number);
    info.tid = 5000 + static_cast<std::int32_t>(info.id.number);
    info.path = std::move(path);
    m_workers[info.id];
    m_trace->names().add(info);
    return info.id;
}

ObjectId TraceBuilder::addObject(ObjectKind kind, std::string path, WorkerId maker,
                                 std::optional<std::int64_t> capacity, ObjectId peer) {
    ObjectInfo info;
    info.id = ObjectId{++m_objects};
    info.kind = kind;
    info.maker = maker;
    info.capacity = capacity;
    info.peer = peer;
    info.path = std::move(path);
    m_trace->names().add(info);
    return info.id;
}

std::pair<ObjectId, ObjectId> TraceBuilder::addPipe(std::string path, std::string peerPath, WorkerId maker) {
    const ObjectId second{m_objects + 2};
    const ObjectId first = addObject(ObjectKind::pipeEnd, std::move(path), maker, {}, second);
    return {first, addObject(ObjectKind::pipeEnd, std::move(peerPath), maker, {}, first)};
}

SiteId TraceBuilder::addSite(std::string file, std::uint32_t line, std::string function) {
    const SiteId id{++m_sites};
    m_trace->names().add(SiteInfo{id, std::move(file), line, std::move(function)});
    return id;
}

void TraceBuilder::setNow(Instant now) {
    m_now = std::max(m_now, now);
}

TraceBuilder::OpenOperation& TraceBuilder::openOperation(const Telling& telling) {
    Told& told = m_workers[telling.worker];
    for (OpenOperation& operation : told.open)
        if (operation.op == telling.op && operation.object == telling.object)
            return operation;
    OpenOperation operation;
    operation.number = ++told.operations;
    operation.parent = told.open.empty() ? 0 : told.open.back().number;
    operation.op = telling.op;
    operation.object = telling.object;
    operation.start = m_now;
    return told.open.emplace_back(operation);
}

void TraceBuilder::open(const Telling& telling) {
    openOperation(telling);
}

void TraceBuilder::tell(const Telling& telling) {
    const OpenOperation operation = openOperation(telling);
    letPass(Span::micros(1));
    Event event;
    event.start = operation.start.ns;
    event.end = m_now.ns;
    event.message = telling.message;
    event.value = telling.value;
    event.worker = telling.worker;
    event.object = telling.object;
    if (!telling.object.isNone() && telling.phase != Phase::called)
        event.order = ++m_orders[telling.object];
    event.site = telling.site;
    event.operation = operation.number;
    event.parent = operation.parent;
    event.op = telling.op;
    event.phase = telling.phase;
    event.outcome = telling.outcome;
    event.depth = telling.depth;
    event.flags = telling.flags;
    event.textBytes = static_cast<std::uint16_t>(std::min(telling.text.size(), Event::textLimit));
    m_trace->append(event, telling.text.substr(0, Event::textLimit));
    if (telling.phase == Phase::done || telling.phase == Phase::failed)
        std::erase_if(m_workers[telling.worker].open,
                      [&](const OpenOperation& open) { return open.number == operation.number; });
}

ObjectId TraceBuilder::handleOf(WorkerId worker) const {
    const WorkerInfo* info = m_trace->names().worker(worker);
    return info == nullptr ? ObjectId{} : info->handle;
}

}  // namespace heddle
