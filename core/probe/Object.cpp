// SPDX-License-Identifier: MIT
#include "core/probe/Object.h"

#include "core/probe/Worker.h"

namespace heddle {
namespace {

std::string nameWhenUnwatched(ObjectKind kind) {
    static std::atomic<int> count{0};
    return std::string(nameOf(kind)) + "-" +
           std::to_string(count.fetch_add(1, std::memory_order_relaxed) + 1);
}

}  // namespace

Object::Object(Kind kind, std::string name)
    : m_kind(kind), m_name(std::move(name)), m_generation(watch::generation) {
    Worker* worker = thisWorker();
    if (m_name.empty())
        m_name = worker ? worker->defaultName(nameOf(kind.kind)) : nameWhenUnwatched(kind.kind);
    if (worker)
        m_id = {worker->page.nextObject.fetch_add(1, std::memory_order_relaxed)};
    if (kind.kind != ObjectKind::pipeEnd && !kind.isOfPair)  // an end is told when its other end is known
        define();
}

Object::Object(Kind kind, std::string name, ObjectId same)
    : m_kind(kind), m_name(std::move(name)), m_id(same), m_generation(watch::generation), m_isDefined(true) {}

// What may wait, before the latch is held that others wait for: the attaching, and a full ring.
void Object::prepareAdoption() {
    if (Worker* worker = thisWorker())
        worker->makeRoomToDefine(Event::textLimit);
}

void Object::adopt() {
    Worker* worker = thisWorker();
    if (m_kind.sharedCount || !worker)
        return;
    m_copyOf = m_id;
    m_id = {worker->page.nextObject.fetch_add(1, std::memory_order_relaxed)};
    define();
}

void Object::define() {
    Worker* worker = thisWorker();
    if (!worker)
        return;
    m_isDefined = true;
    Event definition;
    definition.object = m_id;
    definition.worker = worker->id;
    definition.value = static_cast<std::int64_t>(m_kind.kind);
    definition.message = {m_peer.isNone() ? m_copyOf.number : m_peer.number};
    definition.order = m_kind.sharedCount ? 0 : m_count;
    if (m_kind.capacity && isVariable(m_kind.kind)) {  // it may be any number
        definition.operation = 1;
        definition.parent = static_cast<std::uint32_t>(*m_kind.capacity);
        definition.site = {static_cast<std::uint32_t>(static_cast<std::uint64_t>(*m_kind.capacity) >> 32)};
    } else if (m_kind.capacity) {
        definition.operation = static_cast<std::uint32_t>(*m_kind.capacity) + 1;
    }
    definition.spare = static_cast<std::uint8_t>(Definition::object);
    m_path = worker->pathFor(m_name);
    worker->define(definition, m_path);
}

}  // namespace heddle
